#include "cli/catalogue.hpp"

#include "justice/model.hpp"
#include "scenario/bind_model.hpp"

namespace throughgate::cli {

scenario::Binders every_parameter() {
  return {[](scenario::Binder& binder) {
            justice::Model model;
            scenario::bind_model(binder, model);
          },
          [](scenario::Binder& binder) {
            justice::Structure structure;
            scenario::bind_structure(binder, structure);
          }};
}

}  // namespace throughgate::cli
