#include "cli/text_table.hpp"

#include <gtest/gtest.h>

namespace throughgate::cli {
namespace {

TEST(TextTable, AlignsColumnsByShownLetters) {
  TextTable table({Align::left, Align::right});
  table.row({"a", "£12"});
  table.heading("group");
  table.row({"bcd", "1"});
  EXPECT_EQ(table.text(), "a    £12\ngroup\nbcd    1\n");
}

TEST(TextTable, LeavesNoSpacesAtLineEnds) {
  TextTable table({Align::left, Align::left});
  table.row({"a", "long"});
  table.row({"b"});
  EXPECT_EQ(table.text(), "a  long\nb\n");
}

}  // namespace
}  // namespace throughgate::cli
