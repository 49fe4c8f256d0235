/// The JSON Schema as it is shipped. After a wanted change: THROUGHGATE_UPDATE_GOLDEN=1 golden_scenario

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "../../unit/scenario/small_catalogue.hpp"
#include "../../unit/scenario/temporary_folder.hpp"
#include "scenario/bind_model.hpp"
#include "scenario/schema.hpp"

namespace throughgate::scenario {
namespace {

void expect_golden(const std::filesystem::path& file, const Binders& binders) {
  const std::string text = schema(describe(binders.model), describe(binders.structure)).dump(2) + "\n";
  if (std::getenv("THROUGHGATE_UPDATE_GOLDEN") != nullptr) std::ofstream(file, std::ios::binary) << text;
  EXPECT_TRUE(test::text_of(file) == text) << file << " differs: THROUGHGATE_UPDATE_GOLDEN=1 writes it anew";
}

TEST(GoldenSchema, OfTheTestsSmallModelIsUnchanged) {
  expect_golden(std::string(THROUGHGATE_SOURCE_DIR) + "/tests/golden/scenario/small.schema.json",
                test::small_binders());
}

TEST(GoldenSchema, ThatIsShippedIsThatOfTheBinders) {
  const Binders binders{[](Binder& binder) {
                          justice::Model model;
                          bind_model(binder, model);
                        },
                        [](Binder& binder) {
                          justice::Structure structure;
                          bind_structure(binder, structure);
                        }};
  expect_golden(std::string(THROUGHGATE_SOURCE_DIR) + "/models/throughgate.schema.json", binders);
}

}  // namespace
}  // namespace throughgate::scenario
