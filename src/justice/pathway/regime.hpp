#pragma once
/// A model made ready to run: one immutable object a process, shared by all replications.

#include <memory>
#include <utility>

#include "justice/model.hpp"
#include "justice/pathway/case_allocation.hpp"
#include "justice/pathway/community_order.hpp"
#include "justice/pathway/custody.hpp"
#include "justice/pathway/licence.hpp"
#include "justice/pathway/organisation.hpp"
#include "justice/pathway/proceedings.hpp"
#include "justice/pathway/programmes.hpp"
#include "justice/pathway/reoffending.hpp"
#include "justice/pathway/sentencing.hpp"
#include "justice/people/release_law.hpp"

namespace throughgate::justice {

/// What every option shares: the base year that effects are relative to (the reference's), and the law.
struct Common {
  Model model;
  Structure structure;
  ReleaseLaw law;
};

/// What holds in a span of dates: a model, a structure, and the processes made of them. Does not move or copy:
/// processes refer to each other.
struct Regime {
  /// `alike`: of another regime, which may have tables in common.
  Regime(const Model& the_model, const Structure& the_structure, std::shared_ptr<const Common> the_common,
         const Reoffending* alike = nullptr)
      : given(the_model),
        model(organised(the_model, the_structure, the_common->structure)),
        structure(the_structure),
        common(std::move(the_common)),
        sentencing(model.sentencing, common->model.sentencing, model.proceedings.reports,
                   common->model.proceedings.reports),
        proceedings(model.proceedings, model.reoffending, sentencing, common->model.proceedings),
        custody(model.custody, common->law),
        licence(model.licence, model.reoffending, common->structure.through_the_gate, common->model.reoffending.needs,
                common->law),
        orders(model.orders),
        reoffending(model.reoffending, common->model.reoffending.needs, common->model.proceedings,
                    model.programmes.half_life_months, alike),
        programmes(model.programmes),
        allocation(structure.information_boundary, model) {}
  Regime(const Regime&) = delete;
  Regime& operator=(const Regime&) = delete;

  const Model given;  ///< before the structure's mechanisms
  const Model model;
  const Structure structure;
  const std::shared_ptr<const Common> common;
  const Sentencing sentencing;
  const Proceedings proceedings;
  const Custody custody;
  const Licence licence;
  const CommunityOrders orders;
  const Reoffending reoffending;
  const Programmes programmes;
  const CaseAllocation allocation;
};

}  // namespace throughgate::justice
