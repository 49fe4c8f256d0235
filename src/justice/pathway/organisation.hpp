#pragma once
/// What a structure makes of a model: the mechanisms that act through what the processes and services are given. The
/// others act where they are met: layers and costs in the ledger, requests in supervision, the gate at release.

#include "justice/model.hpp"

namespace throughgate::justice {

/// The model as it is under the structure. `base`: the reference's, which the base year's figures hold; under a
/// structure with its mechanisms every value stays as it is, to the bit.
[[nodiscard]] Model organised(const Model& model, const Structure& structure, const Structure& base);

}  // namespace throughgate::justice
