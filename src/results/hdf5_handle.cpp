#include "results/hdf5_handle.hpp"

#include <fmt/format.h>

#include <vector>

#include "results/results_error.hpp"

namespace throughgate::results {
namespace {

std::mutex& hdf5_mutex() {
  static std::mutex mutex;
  return mutex;
}

herr_t collect_description(unsigned /*depth*/, const H5E_error2_t* error, void* descriptions) {
  if (error->desc != nullptr && *error->desc != '\0') {
    static_cast<std::vector<std::string>*>(descriptions)->emplace_back(error->desc);
  }
  return 0;
}

}  // namespace

Hdf5Session::Hdf5Session() : lock_(hdf5_mutex()) { H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr); }

void throw_hdf5_error(std::string_view doing) {
  std::vector<std::string> descriptions;
  H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, collect_description, &descriptions);
  H5Eclear2(H5E_DEFAULT);
  if (descriptions.empty()) {
    throw ResultsError(fmt::format("{}: HDF5 gave no reason", doing));
  }
  const std::string& cause = descriptions.front();
  const std::string& symptom = descriptions.back();
  throw ResultsError(cause == symptom ? fmt::format("{}: {}", doing, cause)
                                      : fmt::format("{}: {} ({})", doing, symptom, cause));
}

Handle text_type() {
  Handle type(H5Tcopy(H5T_C_S1), "text type");
  checked(H5Tset_size(type.get(), H5T_VARIABLE), "text type");
  checked(H5Tset_cset(type.get(), H5T_CSET_UTF8), "text type");
  return type;
}

Handle utf8_names(hid_t kind) {
  Handle list(H5Pcreate(kind), "name encoding");
  checked(H5Pset_char_encoding(list.get(), H5T_CSET_UTF8), "name encoding");
  return list;
}

}  // namespace throughgate::results
