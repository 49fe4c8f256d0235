#pragma once
/// Terms that are reckoned together: one term, a chain of consecutive ones, or terms that the law makes one.

#include <boost/container/small_vector.hpp>
#include <limits>
#include <optional>
#include <span>

#include "justice/people/release_law.hpp"
#include "justice/people/sentence.hpp"

namespace throughgate::justice {

/// Days that move a person's dates: credit earlier, the others later.
struct Adjustment {
  int credit = 0;
  int unlawfully_at_large = 0;
  int added = 0;  ///< moves release and curfew only
};

class SentenceUnit {
 public:
  /// A few sentences need no memory of their own.
  using Chain = boost::container::small_vector<const Sentence*, 4>;

  /// A chain in the order in which its terms follow each other.
  explicit SentenceUnit(const Chain& chain);
  /// Makes one term of both, from the first day to the last.
  void absorb(const SentenceUnit& other);

  /// Finds the rule of each member by the length of the whole, and how far the adjustment reaches. Throws
  /// std::invalid_argument where no rule covers a member.
  void apply(const ReleaseLaw& law, const Adjustment& adjustment, std::optional<int> birth);
  /// Lets a later law's tranche, that of the person, change the share that is served.
  void apply_tranche(const EarlierRelease& tranche);
  /// A sentence passed after such a law began is under it from the first day.
  void apply_since(std::span<const EarlierRelease> tranches);

  [[nodiscard]] int start() const { return start_; }
  /// Days in custody, as far as nothing moves them.
  [[nodiscard]] int custodial_days() const;
  [[nodiscard]] int days() const { return after_ - start_; }
  [[nodiscard]] int last_sentenced() const { return last_sentenced_; }
  [[nodiscard]] bool has(SentenceType type) const;
  /// Whether every sentence is of these types (bits of SentenceType).
  [[nodiscard]] bool only(unsigned types) const;
  [[nodiscard]] bool indeterminate() const;
  /// Whether the law makes one term of such terms.
  [[nodiscard]] bool single_term() const;
  [[nodiscard]] bool unconditional() const;
  [[nodiscard]] bool within(TermSpan span) const;
  /// Whether a curfew is open to such terms at all.
  [[nodiscard]] bool bars_curfew(const ReleaseLaw& law, bool whatever_the_date) const;

  /// The day of release before the days that are added as punishment, and with them.
  [[nodiscard]] int statutory_release() const;
  [[nodiscard]] int release() const;
  [[nodiscard]] std::optional<int> parole() const;
  [[nodiscard]] int expiry() const;
  [[nodiscard]] std::optional<int> licence_expiry() const;
  [[nodiscard]] std::optional<int> supervision_expiry() const;
  [[nodiscard]] std::optional<int> tariff() const;
  /// `window`: days in place of the law's.
  [[nodiscard]] std::optional<int> curfew(const ReleaseLaw& law, std::optional<int> window) const;

 private:
  struct Member {
    const Sentence* sentence;
    const ReleaseRule* rule = nullptr;
    Fraction release;  ///< the rule's, or a later law's
  };
  [[nodiscard]] const ReleaseRule& rule_for(const ReleaseLaw& law, const Sentence& sentence, int half_way,
                                            std::optional<int> birth) const;
  [[nodiscard]] const CurfewScheme* scheme(const ReleaseLaw& law) const;
  template <class Share>
  [[nodiscard]] int sum_of_shares(const Share& share) const;
  template <class Which>
  [[nodiscard]] int days_of(int start, const Which& which) const;
  [[nodiscard]] int moved(int day_of_term) const;
  template <class Share>
  [[nodiscard]] int release_under(const Share& share) const;
  template <class Share>
  [[nodiscard]] std::optional<int> curfew_under(const CurfewScheme& scheme, std::optional<int> window,
                                                const Share& share) const;

  boost::container::small_vector<Member, 4> members_;
  int start_;
  int after_;      ///< first day after the custodial terms
  int all_after_;  ///< first day after the extensions too
  int last_sentenced_;
  bool merged_ = false;
  Adjustment adjustment_;  ///< as far as it reaches: more credit than days to release is lost
  int commencement_ = std::numeric_limits<int>::min();  ///< of the tranche
};

}  // namespace throughgate::justice
