#pragma once
/// Everything a run reads: one immutable struct a jurisdiction.

#include "justice/pathway/community_order_model.hpp"
#include "justice/pathway/custody_model.hpp"
#include "justice/pathway/licence_model.hpp"
#include "justice/pathway/proceedings_model.hpp"
#include "justice/pathway/reoffending_model.hpp"
#include "justice/pathway/sentencing_model.hpp"
#include "justice/people/population_model.hpp"
#include "justice/services/approved_premises.hpp"
#include "justice/services/court_service_model.hpp"
#include "justice/services/estate_model.hpp"
#include "justice/services/ledger_model.hpp"
#include "justice/services/prison_staff_model.hpp"
#include "justice/services/programme_places_model.hpp"
#include "justice/services/structure.hpp"
#include "justice/services/supervision_model.hpp"

namespace throughgate::justice {

struct Model {
  PopulationModel population;
  ProceedingsModel proceedings;
  SentencingModel sentencing;
  CustodyModel custody;
  EstateModel estate;
  LicenceModel licence;
  CommunityOrderModel orders;
  ReoffendingModel reoffending;
  SupervisionModel supervision;
  CourtServiceModel court_service;
  ProgrammeModel programmes;
  StaffGroupModel programme_staff;
  PrisonStaffModel prison_staff;
  ApprovedPremisesModel approved_premises;
  LedgerModel ledger;
};

}  // namespace throughgate::justice
