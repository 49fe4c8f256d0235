#pragma once
/// A model made ready to run: one immutable object a process, shared by all replications.

#include <memory>
#include <utility>

#include "justice/model.hpp"
#include "justice/pathway/community_order.hpp"
#include "justice/pathway/custody.hpp"
#include "justice/pathway/licence.hpp"
#include "justice/pathway/proceedings.hpp"
#include "justice/pathway/reoffending.hpp"
#include "justice/pathway/sentencing.hpp"

namespace throughgate::justice {

/// What effects are relative to, equal in every option: the reference's.
struct BaseYear {
  Model model;
  Structure structure;
};

/// What holds in a span of dates: a model, a structure, and the processes made of them. Does not move or copy:
/// processes refer to each other.
struct Regime {
  Regime(const Model& the_model, const Structure& the_structure, std::shared_ptr<const BaseYear> the_base)
      : model(the_model),
        structure(the_structure),
        base(std::move(the_base)),
        sentencing(model.sentencing, base->model.sentencing),
        proceedings(model.proceedings, model.reoffending, sentencing),
        custody(model.custody),
        licence(model.licence, model.reoffending, base->structure.through_the_gate),
        orders(model.orders),
        reoffending(model.reoffending, base->model.proceedings) {}
  Regime(const Regime&) = delete;
  Regime& operator=(const Regime&) = delete;

  const Model model;
  const Structure structure;
  const std::shared_ptr<const BaseYear> base;
  const Sentencing sentencing;
  const Proceedings proceedings;
  const Custody custody;
  const Licence licence;
  const CommunityOrders orders;
  const Reoffending reoffending;
};

}  // namespace throughgate::justice
