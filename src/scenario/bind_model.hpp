#pragma once
/// The parameters of a jurisdiction, named once each: see binder.hpp.

#include "justice/model.hpp"
#include "scenario/binder.hpp"

namespace throughgate::scenario {

void bind_model(Binder& binder, justice::Model& model);
void bind_structure(Binder& binder, justice::Structure& structure);

// One function a file of the catalogue.
void bind_population(Binder& binder, justice::PopulationModel& model);
void bind_proceedings(Binder& binder, justice::ProceedingsModel& model);
void bind_sentencing(Binder& binder, justice::SentencingModel& model);
void bind_custody(Binder& binder, justice::CustodyModel& custody, justice::LicenceModel& licence);
void bind_orders(Binder& binder, justice::CommunityOrderModel& model);
void bind_reoffending(Binder& binder, justice::ReoffendingModel& model);
void bind_services(Binder& binder, justice::SupervisionModel& supervision, justice::CourtServiceModel& court_service);
void bind_estate(Binder& binder, justice::EstateModel& model);
void bind_programmes(Binder& binder, justice::ProgrammeModel& model);
void bind_ledger(Binder& binder, justice::LedgerModel& model);

}  // namespace throughgate::scenario
