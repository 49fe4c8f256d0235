#pragma once
/// Everything a run reads: one immutable struct a jurisdiction.

#include "justice/pathway/community_order_model.hpp"
#include "justice/pathway/custody_model.hpp"
#include "justice/pathway/licence_model.hpp"
#include "justice/pathway/proceedings_model.hpp"
#include "justice/pathway/reoffending_model.hpp"
#include "justice/pathway/sentencing_model.hpp"
#include "justice/people/population_model.hpp"
#include "justice/services/court_service_model.hpp"
#include "justice/services/ledger_model.hpp"
#include "justice/services/structure.hpp"
#include "justice/services/supervision_model.hpp"

namespace throughgate::justice {

struct Model {
  PopulationModel population;
  ProceedingsModel proceedings;
  SentencingModel sentencing;
  CustodyModel custody;
  LicenceModel licence;
  CommunityOrderModel orders;
  ReoffendingModel reoffending;
  SupervisionModel supervision;
  CourtServiceModel court_service;
  LedgerModel ledger;
};

}  // namespace throughgate::justice
