#pragma once
/// The files of the project as one small world, and observers that remember what they are told.

#include <bit>
#include <filesystem>
#include <functional>
#include <initializer_list>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "experiment/prepared_scenario.hpp"
#include "justice/pathway/pathway.hpp"
#include "scenario/bind_model.hpp"

namespace throughgate::experiment {

inline constexpr std::size_t london = 6;

inline scenario::LoadedScenario load_file(const std::filesystem::path& file, const std::vector<std::string>& words) {
  std::vector<scenario::Override> overrides;
  for (const auto& word : words) overrides.push_back(scenario::parse_override(word));
  const scenario::Binders binders{[](scenario::Binder& binder) {
                                    justice::Model model;
                                    scenario::bind_model(binder, model);
                                  },
                                  [](scenario::Binder& binder) {
                                    justice::Structure structure;
                                    scenario::bind_structure(binder, structure);
                                  }};
  return scenario::load_scenario(file, overrides, binders);
}

/// One of the project's scenarios.
inline scenario::LoadedScenario load_small(const std::string& file, const std::vector<std::string>& words) {
  return load_file(std::string(THROUGHGATE_SOURCE_DIR) + "/scenarios/" + file, words);
}

/// The reference's model and structure, free to be changed before regimes are made of them.
struct Parts {
  justice::Model model;
  justice::Structure structure;
  justice::ReleaseLaw law;

  Parts() {
    const auto loaded = load_small("merged-vs-separate.yaml", {});
    loaded.fill_model(0, [this](scenario::Binder& binder) { scenario::bind_model(binder, model); });
    loaded.fill_structure(0, [this](scenario::Binder& binder) { scenario::bind_structure(binder, structure); });
    law = loaded.law();
  }

  /// With a base year of its own.
  [[nodiscard]] std::shared_ptr<const justice::Common> common() const {
    return std::make_shared<const justice::Common>(justice::Common{model, structure, law});
  }
};

inline justice::Setup setup_of(const justice::Regime& regime, double scale, int years, std::uint32_t replication = 0) {
  justice::Setup setup;
  setup.before = &regime;
  setup.key = random::StreamKey{20100118, replication};
  setup.scale = scale;
  setup.start = start_of({2009, 1, 1});
  setup.end = start_of({2009 + years, 1, 1});
  return setup;
}

inline const std::function<void()> each_month_nothing = [] {};

/// Of each person: a hash of everything told, the region, and the first offence from `from` on.
class PersonLog : public justice::Observer {
 public:
  struct Person {
    std::uint64_t hash = 1469598103934665603U;
    unsigned region = 0;
    Tick first_offence = Tick::never();
    unsigned group = 0;
  };

  explicit PersonLog(Tick from = {}) : from_(from) {}

  void opened(Tick, const justice::Population&) override {}
  void month_began(Tick, const justice::ServiceMonth&) override {}
  void finished(Tick, const justice::ServiceMonth&) override {}
  void moved(Tick now, Row, const justice::Hot& person, const justice::Cold&, justice::Standing before,
             justice::Standing after) override {
    add(person, {now.value, before.bits, after.bits});
  }
  void happened(Tick now, Row, const justice::Hot& person, const justice::Cold&,
                const justice::Occurrence& told) override {
    // That a person can be forgotten is no part of what happens to them.
    if (told.happening == justice::Happening::left && !person.standing.any(justice::Standing::outside)) return;
    add(person, {now.value, static_cast<std::uint64_t>(told.happening), told.label,
                 std::bit_cast<std::uint32_t>(told.amount), told.since.value});
    Person& one = persons[person.identity.bits];
    if (told.happening == justice::Happening::offence_charged && now >= from_ && one.first_offence.is_never()) {
      one.first_offence = now;
      one.group = told.label;
    }
  }

  std::map<std::uint64_t, Person> persons;

 private:
  void add(const justice::Hot& person, std::initializer_list<std::uint64_t> values) {
    Person& one = persons[person.identity.bits];
    one.region = person.region;
    for (const std::uint64_t value : values) one.hash = (one.hash ^ value) * 1099511628211U;
  }

  Tick from_;
};

inline PersonLog log_of(const justice::Setup& setup, Tick from = {}) {
  justice::Pathway<engine::BucketRing> pathway(setup);
  pathway.burn_in(each_month_nothing);
  PersonLog log(from);
  pathway.run(log, each_month_nothing);
  return log;
}

/// The need of the coupled run of these regimes.
inline justice::NeedByMonth need_of(const justice::Setup& setup) {
  justice::Pathway<engine::BucketRing> pathway(setup);
  pathway.burn_in(each_month_nothing);
  recording::Recorder recorder(setup, {setup.start, setup.end, 0});
  pathway.run(recorder, each_month_nothing);
  return recorder.need_by_month();
}

}  // namespace throughgate::experiment
