#pragma once
/// RAII over the HDF5 C library, for the files of this folder only.

#include <hdf5.h>

#include <mutex>
#include <string>
#include <string_view>
#include <utility>

namespace throughgate::results {

/// Every use of HDF5 stands under one of these: one thread at a time, and nothing printed by the library.
class Hdf5Session {
 public:
  Hdf5Session();

 private:
  std::unique_lock<std::mutex> lock_;
};

/// Throws ResultsError `<doing>: <HDF5's own words>`.
[[noreturn]] void throw_hdf5_error(std::string_view doing);

/// Passes a status or count through; negative values throw.
template <typename Status>
Status checked(Status status, std::string_view doing) {
  if (status < 0) {
    throw_hdf5_error(doing);
  }
  return status;
}

/// Owns one HDF5 identifier of any kind.
class Handle {
 public:
  Handle() = default;
  Handle(hid_t id, std::string_view doing) : id_(checked(id, doing)) {}
  ~Handle() { release(); }
  Handle(Handle&& other) noexcept : id_(std::exchange(other.id_, H5I_INVALID_HID)) {}
  Handle& operator=(Handle&& other) noexcept {
    release();
    id_ = std::exchange(other.id_, H5I_INVALID_HID);
    return *this;
  }
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;

  [[nodiscard]] hid_t get() const { return id_; }

 private:
  void release() noexcept {
    if (id_ >= 0) {
      H5Idec_ref(id_);
    }
  }

  hid_t id_ = H5I_INVALID_HID;
};

/// Name of a file that lives in memory: no file can have it, since HDF5 refuses an image whose name is taken.
inline constexpr const char* image_name = "/dev/null/image";

/// Variable-length UTF-8 text.
[[nodiscard]] Handle text_type();

/// A property list whose created name is UTF-8; `kind` is H5P_LINK_CREATE or H5P_ATTRIBUTE_CREATE.
[[nodiscard]] Handle utf8_names(hid_t kind);

}  // namespace throughgate::results
