#include "scenario/law_schema.hpp"

#include <string>
#include <utility>
#include <vector>

#include "scenario/law_reader.hpp"

namespace throughgate::scenario {

namespace {

Json object_of(Json properties, const std::vector<std::string>& required) {
  Json node{{"type", "object"}, {"additionalProperties", false}, {"properties", std::move(properties)}};
  if (!required.empty()) node["required"] = required;
  return node;
}

Json list_of(Json items) { return {{"type", "array"}, {"items", std::move(items)}}; }

Json text(const std::string& description) {
  return {{"type", "string"}, {"minLength", 1}, {"description", description}};
}

Json flag(const std::string& description) { return {{"type", "boolean"}, {"description", description}}; }

Json count(const std::string& description) {
  return {{"type", "integer"}, {"minimum", 0}, {"description", description}};
}

Json date(const std::string& description) {
  return {{"type", "string"}, {"pattern", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}, {"description", description}};
}

Json share(const std::string& description) {
  return {{"type", "string"}, {"pattern", "^[0-9]+/[0-9]+$"}, {"description", description}};
}

Json length(const std::string& description) {
  return {{"type", "string"}, {"pattern", "^[0-9]+ (month|months|year|years)$"}, {"description", description}};
}

Json dates() { return object_of({{"from", date("first day")}, {"before", date("first day after")}}, {}); }

Json terms() { return object_of({{"from", length("shortest term")}, {"under", length("first longer term")}}, {}); }

Json types() { return list_of({{"enum", sentence_type_names()}}); }

Json known() { return date("day from which a run may know it"); }

/// Name and source, and `properties`.
Json entry(Json properties, std::vector<std::string> required) {
  properties["name"] = text("name");
  properties["source"] = text("statute or document");
  required.insert(required.begin(), "name");
  return object_of(std::move(properties), required);
}

Json rule() {
  return entry({{"known", known()},
                {"end_known", date("enactment of what ends it")},
                {"types", types()},
                {"offence", dates()},
                {"sentenced", dates()},
                {"half_way", dates()},
                {"term", terms()},
                {"own_term", terms()},
                {"listed", flag("a listed offence (Schedule 15), or none")},
                {"least_age", count("completed years half-way")},
                {"under_age", count("the same, of those whose birth is known")},
                {"apart", flag("its share is rounded apart")},
                {"release", share("of the term, to be served")},
                {"unconditional", flag("released without licence")},
                {"parole", share("of the term, after which the Parole Board may release")},
                {"licence", text("`none`, `end` of the term, or a share of it")},
                {"single_term", flag("terms that run into each other are one")},
                {"credited", flag("days on remand count; true unless said")},
                {"most_months", count("longest that terms together can be")},
                {"supervision", object_of({{"months", count("from release")}, {"term", terms()}}, {"months", "term"})},
                {"curfew", text("name of a curfew scheme of this file")}},
               {"source", "known", "types", "release"});
}

Json curfew() {
  return entry({{"term", terms()},
                {"least_custodial", count("days of the shortest custodial part")},
                {"least_served", count("days served first")},
                {"served_alone", terms()},
                {"share", share("of the custodial part, served first")},
                {"least_before_release", count("days")},
                {"least_after_sentence", count("days")},
                {"barred", object_of({{"term", terms()}, {"sentenced", dates()}, {"release", dates()}}, {"term"})},
                {"windows", list_of(object_of({{"from", date("in force")}, {"days", count("before release")}},
                                              {"from", "days"}))}},
               {"source", "least_served", "share", "windows"});
}

Json earlier_release() {
  return entry({{"known", known()},
                {"from", date("first day of release")},
                {"sentenced_from", date("sentences from this day are under it at once")},
                {"types", types()},
                {"longest", terms()},
                {"replaces", share("of the term")},
                {"by", share("of the term")},
                {"exclusions", flag("not for excluded offences")}},
               {"source", "known", "from", "sentenced_from", "types", "replaces", "by"});
}

}  // namespace

Json law_schema() {
  const Json end_of_custody = entry({{"release", dates()},
                                     {"end_known", date("announcement of its end")},
                                     {"days_early", count("days before release")},
                                     {"least_term", count("days of the shortest term")},
                                     {"term", terms()}},
                                    {"source", "release", "days_early"});
  const Json recall = entry(
      {{"known", known()}, {"types", types()}, {"returned", dates()}, {"term", terms()}, {"days", count("in custody")}},
      {"source", "known", "types", "returned", "days"});
  const Json detention = entry({{"term", terms()}, {"months_early", count("months")}}, {"term", "months_early"});
  const Json discharge = object_of({{"source", text("statute")},
                                    {"term_days", count("longer terms are not discharged on such days")},
                                    {"holidays", list_of(list_of(date("besides Saturdays and Sundays")))}},
                                   {"source", "term_days", "holidays"});
  return object_of({{"law", text("name of the jurisdiction")},
                    {"title", text("title")},
                    {"rules", list_of(rule())},
                    {"earlier_release", list_of(earlier_release())},
                    {"curfew", list_of(curfew())},
                    {"end_of_custody_licence", list_of(end_of_custody)},
                    {"fixed_term_recall", list_of(recall)},
                    {"detention_and_training", list_of(detention)},
                    {"discharge", discharge}},
                   {"law", "title", "rules"});
}

}  // namespace throughgate::scenario
