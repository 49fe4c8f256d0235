#include "engine/bucket_ring.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <utility>

namespace throughgate::engine {
namespace {

constexpr std::size_t fewest_buckets = 256;
constexpr std::size_t most_buckets = std::size_t{1} << 20;
constexpr unsigned widest_bits = 24;

struct Later {
  bool operator()(const Event& a, const Event& b) const { return b < a; }
};

/// Events a bucket should hold: few enough to be sorted in the first cache, many enough to be known ahead.
double best_occupancy(std::size_t pending) {
  return std::clamp(0.5 * std::sqrt(static_cast<double>(pending)), 16.0, 2048.0);
}

unsigned width_for(double events_per_minute, double occupancy) {
  const double minutes = occupancy / std::max(events_per_minute, 1e-9);
  return static_cast<unsigned>(std::clamp(std::lround(std::log2(minutes)), 0L, static_cast<long>(widest_bits)));
}

/// Sorts a run that is nearly in order; gives up, false, after a few moves an event.
bool insertion_sort(std::vector<Event>& events) {
  std::size_t moves_left = 16 * events.size();
  for (std::size_t i = 1; i < events.size(); ++i) {
    if (!(events[i] < events[i - 1])) continue;
    const Event moving = events[i];
    std::size_t hole = i;
    while (hole > 0 && moving < events[hole - 1]) {
      events[hole] = events[hole - 1];
      --hole;
    }
    events[hole] = moving;
    if (i - hole > moves_left) return false;
    moves_left -= i - hole;
  }
  return true;
}

}  // namespace

BucketRing::BucketRing(QueueExpectation expectation) {
  const double pending = static_cast<double>(std::max<std::size_t>(expectation.pending, 1));
  const double minutes = static_cast<double>(std::max<std::int64_t>(expectation.delay.count, 1));
  width_bits_ = width_for(pending / minutes, best_occupancy(expectation.pending));
  const double wanted = 8 * minutes / static_cast<double>(bucket_minutes());
  const double bounded = std::clamp(wanted, double{fewest_buckets}, double{most_buckets});
  heads_.assign(std::bit_ceil(static_cast<std::size_t>(bounded)), EventPool::empty_bag);
  ring_mask_ = static_cast<std::uint32_t>(heads_.size() - 1);
}

void BucketRing::push_aside(Event event) {
  if (event.tick().value >> width_bits_ < next_bucket_) {
    late_.push_back(event);
    std::push_heap(late_.begin(), late_.end(), Later{});
    ++observed_.late;
    if (observed_.is_enough(size_)) [[unlikely]]
      judge_width(earliest_at_hand());
  } else {
    far_.push_back(event);
  }
}

void BucketRing::pop_late() {
  std::pop_heap(late_.begin(), late_.end(), Later{});
  late_.pop_back();
}

/// Opens the next bucket that holds something and begins before `until`; the open one and the heap are used up.
bool BucketRing::open_bucket_before(Tick until) {
  if (size_ == 0) return false;
  if (observed_.is_enough(size_)) judge_width(next_start());
  const std::uint32_t last = until.value >> width_bits_;
  if (in_ring_ == 0 && !jump_to_far(last)) return false;
  while (next_bucket_ <= last) {
    if ((next_bucket_ & (ring_mask_ >> 1)) == 0) take_from_far();
    const std::uint32_t bucket = next_bucket_++;
    ++observed_.buckets;
    EventPool::Cursor& head = heads_[bucket & ring_mask_];
    if (head == EventPool::empty_bag) continue;
    sort_into_open(std::exchange(head, EventPool::empty_bag));
    pool_.prefetch(heads_[next_bucket_ & ring_mask_]);
    return true;
  }
  return false;
}

/// Spreads the bag by the leading bits of the order within its bucket, then mends what is left out of order.
void BucketRing::sort_into_open(EventPool::Cursor bag) {
  std::uint64_t count = 0;
  pool_.for_each(bag, [&](const Event&) { ++count; });
  const std::uint64_t start = (std::uint64_t{next_bucket_ - 1} << width_bits_) << 32;
  const auto place = [&](const Event& event) { return (((event.high - start) >> width_bits_) * count) >> 32; };

  counts_.assign(count + 1, 0);
  pool_.for_each(bag, [&](const Event& event) { ++counts_[place(event) + 1]; });
  for (std::size_t i = 1; i < counts_.size(); ++i) counts_[i] += counts_[i - 1];
  open_.resize(count);
  pool_.for_each(bag, [&](const Event& event) { open_[counts_[place(event)]++] = event; });
  pool_.release(bag);
  if (!insertion_sort(open_)) std::sort(open_.begin(), open_.end());

  position_ = 0;
  in_ring_ -= count;
  observed_.sorted += count;
}

/// Brings into the ring what it now reaches.
void BucketRing::take_from_far() {
  std::vector<Event> candidates;
  candidates.swap(far_);
  for (const Event& event : candidates) place(event);
}

/// The ring is empty: time goes straight to the earliest far event, unless that lies behind bucket `last`.
bool BucketRing::jump_to_far(std::uint32_t last) {
  const std::uint32_t bucket = std::min_element(far_.begin(), far_.end())->tick().value >> width_bits_;
  if (bucket > last) return false;
  next_bucket_ = bucket;
  take_from_far();
  return true;
}

/// The earliest tick in the open bucket and the heap, one of which holds something.
std::uint64_t BucketRing::earliest_at_hand() const {
  if (position_ == open_.size()) return late_.front().tick().value;
  if (late_.empty()) return open_[position_].tick().value;
  return std::min(late_.front(), open_[position_]).tick().value;
}

/// Compares what was executed since the last time with what suits the number pending; time has come to `now`.
void BucketRing::judge_width(std::uint64_t now) {
  const std::size_t at_hand = open_.size() - position_ + late_.size();
  const std::uint64_t taken = observed_.sorted + observed_.late;
  const double executed = taken > at_hand ? static_cast<double>(taken - at_hand) : 1.0;
  const double minutes = now > observed_.since ? static_cast<double>(now - observed_.since) : 1.0;
  const double wanted = best_occupancy(size_);
  const double seen = executed / minutes * static_cast<double>(bucket_minutes());
  const bool is_far_off = seen > 3 * wanted || seen * 3 < wanted;
  const bool reaches_too_short = far_.size() > size_ / 4 && heads_.size() < most_buckets;
  observed_ = {.since = now};
  const unsigned width_bits = is_far_off ? width_for(executed / minutes, wanted) : width_bits_;
  if (width_bits == width_bits_ && !reaches_too_short) return;
  rebuild(now, width_bits, reaches_too_short ? 2 * heads_.size() : heads_.size());
}

/// Moves everything into a ring of other buckets that begins at `now`; nothing pending is earlier.
void BucketRing::rebuild(std::uint64_t now, unsigned width_bits, std::size_t buckets) {
  std::vector<Event> at_hand(open_.begin() + static_cast<std::ptrdiff_t>(position_), open_.end());
  at_hand.insert(at_hand.end(), late_.begin(), late_.end());
  open_.clear();
  late_.clear();
  position_ = 0;
  in_ring_ = 0;
  width_bits_ = width_bits;
  next_bucket_ = static_cast<std::uint32_t>(now >> width_bits);
  ring_mask_ = static_cast<std::uint32_t>(buckets - 1);
  const auto old_heads = std::exchange(heads_, HugeVector<EventPool::Cursor>(buckets, EventPool::empty_bag));
  for (const EventPool::Cursor bag : old_heads) {
    pool_.for_each(bag, [this](Event event) { place(event); });
    pool_.release(bag);
  }
  for (const Event& event : at_hand) place(event);
  take_from_far();
}

std::size_t BucketRing::memory_bytes() const {
  return pool_.memory_bytes() + heads_.capacity() * sizeof(EventPool::Cursor) +
         counts_.capacity() * sizeof(std::uint32_t) +
         (open_.capacity() + late_.capacity() + far_.capacity()) * sizeof(Event);
}

}  // namespace throughgate::engine
