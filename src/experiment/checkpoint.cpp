#include "experiment/checkpoint.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>
#include <stdexcept>
#include <utility>
#include <variant>

#include "base/date.hpp"
#include "base/sha256.hpp"
#include "experiment/course.hpp"
#include "experiment/provenance_group.hpp"
#include "experiment/scenario_identity.hpp"

namespace throughgate::experiment {

namespace {

/// The course of an option to the date, as bytes. `need_out`: what the services found on the way.
template <class Queue>
StateBytes state_at(const PreparedScenario& prepared, std::size_t option, const justice::Setup& setup, Tick at,
                    std::uint32_t replication, const std::atomic<bool>& stop, justice::NeedByMonth* need_out) {
  const auto each_month = stopping_at(stop);
  Course<Queue> course(setup, prepared.reporting);
  StateBytes state;
  named(prepared, option, replication, course, [&] {
    course.open(each_month);
    if (at > prepared.start) course.pathway.go_on(course.recorder, at, each_month);
    state = course.state();
  });
  if (need_out != nullptr) *need_out = course.recorder.need_by_month();
  return state;
}

StateBytes any_state_at(const PreparedScenario& prepared, std::size_t option, const justice::Setup& setup, Tick at,
                        std::uint32_t replication, const std::atomic<bool>& stop, justice::NeedByMonth* need_out) {
  if (prepared.queue == QueueKind::binary_heap) {
    return state_at<engine::BinaryHeap>(prepared, option, setup, at, replication, stop, need_out);
  }
  return state_at<engine::BucketRing>(prepared, option, setup, at, replication, stop, need_out);
}

std::string text_attribute(const recording::Dataset& header, const std::string& name) {
  const auto found = std::ranges::find(header.attributes, name, &recording::Attribute::name);
  const auto* text = found == header.attributes.end() ? nullptr : std::get_if<std::string>(&found->value);
  if (text == nullptr) throw std::runtime_error("the checkpoint's description has no " + name);
  return *text;
}

}  // namespace

CheckpointPlan plan_checkpoint(const scenario::LoadedScenario& loaded, const PreparedScenario& prepared, Tick at) {
  CheckpointPlan plan;
  plan.at = at;
  for (std::size_t option = 0; option < prepared.options.size(); ++option) {
    const bool parted = loaded.scenario().options[option].is_stage || parting(prepared, option) < at;
    plan.courses.push_back(parted ? std::string() : values_digest(loaded, loaded.stages_of(option).front()));
  }
  if (!prepared.coupled) plan.reference_course = "coupled_" + values_digest(loaded, prepared.reference);
  return plan;
}

std::vector<recording::Attribute> checkpoint_identity(const scenario::LoadedScenario& loaded,
                                                      const std::string& executable) {
  const scenario::Scenario& scenario = loaded.scenario();
  return {
      {"identity_scale", fmt::format("{}", scenario.scale)},
      {"identity_seed", std::to_string(scenario.seed)},
      {"identity_coupling", std::string(scenario.coupling ? "on" : "off")},
      {"identity_horizon", to_string(scenario.start) + " to " + to_string(scenario.end)},
      {"identity_law", law_identity(loaded)},
      {"identity_model_of_the_reference", values_digest(loaded, scenario.reference)},
      {"identity_program", executable},
  };
}

recording::Dataset checkpoint_header(const scenario::LoadedScenario& loaded, const CheckpointPlan& plan,
                                     const AssemblyNames& names, const std::string& executable,
                                     const Provenance& provenance) {
  std::set<std::string> courses{plan.courses.begin(), plan.courses.end()};
  courses.insert(plan.reference_course);
  courses.erase("");
  recording::Dataset header;
  header.attributes = {{"title", names.title},
                       {"history", names.history},
                       {"reference", names.reference},
                       {"date", to_string(date_of(plan.at))},
                       {"identity_date", to_string(date_of(plan.at))},
                       {"identity_courses", fmt::format("{}", fmt::join(courses, " "))}};
  for (auto& part : checkpoint_identity(loaded, executable)) header.attributes.push_back(std::move(part));
  RunResult runs;
  for (std::size_t option = 0; option < loaded.scenario().compared(); ++option) {
    runs.options.push_back(loaded.scenario().options[option].name);
  }
  header.dimensions = {leading_dimensions(runs, {}).front()};
  header.groups.push_back(provenance_group(runs, provenance, {}));
  return header;
}

Tick date_of_checkpoint(const recording::Dataset& header) {
  const auto date = parse_date(text_attribute(header, "identity_date"));
  if (!date) throw std::runtime_error("the checkpoint's description has no date");
  return start_of(*date);
}

bool has_course(const recording::Dataset& header, const std::string& course) {
  return !course.empty() &&
         (' ' + text_attribute(header, "identity_courses") + ' ').find(' ' + course + ' ') != std::string::npos;
}

SavedStates save_states(const PreparedScenario& prepared, std::shared_ptr<const CheckpointPlan> plan,
                        std::uint32_t replication, const std::atomic<bool>& stop) {
  SavedStates states;
  justice::NeedByMonth need;
  if (!prepared.coupled) {
    const auto setup = setup_of(prepared, prepared.reference, replication, nullptr);
    states.courses[plan->reference_course] =
        any_state_at(prepared, prepared.reference, setup, plan->at, replication, stop, &need);
  }
  for (std::size_t option = 0; option < plan->courses.size(); ++option) {
    const std::string& name = plan->courses[option];
    if (name.empty() || states.courses.contains(name)) continue;
    const auto setup = setup_of(prepared, option, replication, prepared.coupled ? nullptr : &need);
    states.courses[name] = any_state_at(prepared, option, setup, plan->at, replication, stop, nullptr);
  }
  states.plan = std::move(plan);
  return states;
}

}  // namespace throughgate::experiment
