#include "results/writer.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <hdf5_hl.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <map>
#include <numeric>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "results/dataset_check.hpp"
#include "results/file_replacement.hpp"
#include "results/hdf5_attributes.hpp"
#include "results/hdf5_handle.hpp"

namespace throughgate::results {
namespace {

using recording::Attribute;
using recording::Dataset;
using recording::Dimension;
using recording::Variable;
using Extents = std::vector<hsize_t>;

constexpr hsize_t chunk_bytes = 1U << 20U;
constexpr unsigned creation_order = H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED;

hid_t number_type(double /*tag*/) { return H5T_IEEE_F64LE; }
hid_t number_type(float /*tag*/) { return H5T_IEEE_F32LE; }
hid_t number_type(std::int8_t /*tag*/) { return H5T_STD_I8LE; }
hid_t number_type(std::int32_t /*tag*/) { return H5T_STD_I32LE; }
hid_t number_type(std::int64_t /*tag*/) { return H5T_STD_I64LE; }

hid_t memory_type(double /*tag*/) { return H5T_NATIVE_DOUBLE; }
hid_t memory_type(float /*tag*/) { return H5T_NATIVE_FLOAT; }
hid_t memory_type(std::int8_t /*tag*/) { return H5T_NATIVE_INT8; }
hid_t memory_type(std::int32_t /*tag*/) { return H5T_NATIVE_INT32; }
hid_t memory_type(std::int64_t /*tag*/) { return H5T_NATIVE_INT64; }

bool is_count(double value) {
  constexpr double limit = std::numeric_limits<std::int32_t>::max();
  return std::abs(value) <= limit && std::trunc(value) == value && !(value == 0 && std::signbit(value));
}

/// A chunk of about chunk_bytes that keeps the last (fastest) dimensions whole.
Extents chunk_of(Extents extents, std::size_t value_size) {
  const auto bytes = [&] {
    return std::accumulate(extents.begin(), extents.end(), hsize_t{value_size}, std::multiplies<>{});
  };
  for (hsize_t& extent : extents) {
    extent = std::max<hsize_t>(extent, 1);
  }
  for (hsize_t& extent : extents) {
    if (const hsize_t total = bytes(); total > chunk_bytes) {
      extent = std::max<hsize_t>(1, extent * chunk_bytes / total);
    }
  }
  return extents;
}

/// Writes one dataset and everything below it. HDF5's netCDF-4 layout follows
/// https://docs.unidata.ucar.edu/netcdf-c/current/file_format_specifications.html#netcdf_4_spec
class GroupWriter {
 public:
  GroupWriter(const WriteOptions& options, int& next_dimension_id)
      : options_(options), next_dimension_id_(next_dimension_id) {}

  void write(hid_t group, const Dataset& dataset) {
    for (const Attribute& attribute : dataset.attributes) {
      if (attribute.name != "Conventions") {
        write_attribute(group, attribute);
      }
    }
    for (const Dimension& dimension : dataset.dimensions) {
      write_dimension(group, dimension);
    }
    for (const Variable& variable : dataset.variables) {
      write_variable(group, dataset, variable);
    }
    for (const Dataset& child : dataset.groups) {
      write_child(group, child);
    }
  }

 private:
  void write_child(hid_t parent, const Dataset& child) {
    const Handle creation(H5Pcreate(H5P_GROUP_CREATE), child.name);
    checked(H5Pset_link_creation_order(creation.get(), creation_order), child.name);
    checked(H5Pset_attr_creation_order(creation.get(), creation_order), child.name);
    checked(H5Pset_obj_track_times(creation.get(), false), child.name);
    const Handle names = utf8_names(H5P_LINK_CREATE);
    const Handle group(H5Gcreate2(parent, child.name.c_str(), names.get(), creation.get(), H5P_DEFAULT), child.name);
    GroupWriter(options_, next_dimension_id_).write(group.get(), child);
  }

  void write_dimension(hid_t group, const Dimension& dimension) {
    Handle scale = write_coordinates(group, dimension);
    checked(H5DSset_scale(scale.get(), dimension.name.c_str()), dimension.name);
    const int id = next_dimension_id_++;
    write_attribute(scale.get(), "_Netcdf4Dimid", H5T_NATIVE_INT, &id);
    for (const Attribute& attribute : dimension.attributes) {
      write_attribute(scale.get(), attribute);
    }
    scales_.emplace(dimension.name, std::move(scale));
  }

  /// Numbers that are all whole, such as replication numbers, are stored as int32, times always as doubles.
  Handle write_coordinates(hid_t group, const Dimension& dimension) {
    const Extents extents = {dimension.size()};
    if (!dimension.labels.empty()) {
      return write_values(group, dimension.name, extents, dimension.labels);
    }
    const bool is_time = std::ranges::any_of(dimension.attributes, [](const Attribute& attribute) {
      const auto* text = std::get_if<std::string>(&attribute.value);
      return attribute.name == "units" && text != nullptr && text->find(" since ") != text->npos;
    });
    if (is_time || dimension.values.empty() || !std::ranges::all_of(dimension.values, is_count)) {
      return write_values(group, dimension.name, extents, dimension.values);
    }
    return write_values(group, dimension.name, extents,
                        std::vector<std::int32_t>(dimension.values.begin(), dimension.values.end()));
  }

  void write_variable(hid_t group, const Dataset& dataset, const Variable& variable) {
    Extents extents;
    for (const std::string& dimension : variable.dimensions) {
      extents.push_back(dataset.dimension(dimension)->size());
    }
    const Handle written = std::visit(
        [&](const auto& values) { return write_values(group, variable.name, extents, values); }, variable.data);
    unsigned axis = 0;
    for (const std::string& dimension : variable.dimensions) {
      checked(H5DSattach_scale(written.get(), scales_.at(dimension).get(), axis++), variable.name);
    }
    write_description(written.get(), variable);
  }

  static void write_description(hid_t object, const Variable& variable) {
    std::visit([&](const auto& values) { write_fill_value(object, values); }, variable.data);
    const auto write_unless_empty = [&](const std::string& name, const std::string& text) {
      if (!text.empty()) {
        write_attribute(object, name, text);
      }
    };
    write_unless_empty("long_name", variable.long_name);
    write_unless_empty("units", variable.units);
    write_unless_empty("cell_methods", variable.cell_methods);
    if (!variable.flag_meanings.empty()) {
      std::vector<std::int8_t> flags(variable.flag_meanings.size());
      std::iota(flags.begin(), flags.end(), std::int8_t{0});
      write_attribute(object, "flag_values", H5T_STD_I8LE, flags.data(), flags.size());
      write_attribute(object, "flag_meanings", fmt::format("{}", fmt::join(variable.flag_meanings, " ")));
    }
    for (const Attribute& attribute : variable.attributes) {
      write_attribute(object, attribute);
    }
  }

  template <typename Value>
  static void write_fill_value(hid_t object, const std::vector<Value>& /*values*/) {
    if constexpr (std::is_floating_point_v<Value>) {
      const Value fill = std::numeric_limits<Value>::quiet_NaN();
      write_attribute(object, "_FillValue", memory_type(fill), &fill);
    }
  }

  template <typename Value>
  Handle write_values(hid_t group, const std::string& name, const Extents& extents, const std::vector<Value>& values) {
    const Handle creation = creation_list(name, extents, sizeof(Value) * values.size(), sizeof(Value));
    if constexpr (std::is_floating_point_v<Value>) {
      const Value fill = std::numeric_limits<Value>::quiet_NaN();
      checked(H5Pset_fill_value(creation.get(), memory_type(fill), &fill), name);
    }
    Handle dataset = create_dataset(group, name, number_type(Value{}), extents, creation);
    checked(H5Dwrite(dataset.get(), memory_type(Value{}), H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()), name);
    return dataset;
  }

  Handle write_values(hid_t group, const std::string& name, const Extents& extents,
                      const std::vector<std::string>& values) {
    const Handle type = text_type();
    const Handle creation = creation_list(name, extents, 0, sizeof(hvl_t));
    Handle dataset = create_dataset(group, name, type.get(), extents, creation);
    std::vector<const char*> pointers(values.size());
    std::ranges::transform(values, pointers.begin(), &std::string::c_str);
    checked(H5Dwrite(dataset.get(), type.get(), H5S_ALL, H5S_ALL, H5P_DEFAULT, pointers.data()), name);
    return dataset;
  }

  /// `bytes` decides on compression; text passes 0, because filters do not reach what it points to.
  [[nodiscard]] Handle creation_list(const std::string& name, const Extents& extents, std::size_t bytes,
                                     std::size_t value_size) const {
    Handle creation(H5Pcreate(H5P_DATASET_CREATE), name);
    checked(H5Pset_attr_creation_order(creation.get(), creation_order), name);
    checked(H5Pset_obj_track_times(creation.get(), false), name);
    const bool is_large = bytes >= options_.compress_from && options_.deflate_level > 0;
    if (!extents.empty() && (is_large || std::ranges::count(extents, hsize_t{0}) > 0)) {
      const Extents chunk = chunk_of(extents, value_size);
      checked(H5Pset_chunk(creation.get(), static_cast<int>(chunk.size()), chunk.data()), name);
    }
    if (!extents.empty() && is_large) {
      checked(H5Pset_shuffle(creation.get()), name);
      checked(H5Pset_deflate(creation.get(), static_cast<unsigned>(options_.deflate_level)), name);
    }
    return creation;
  }

  /// NetCDF takes a fixed length of zero for "unlimited": an empty dimension is written as that.
  static Handle create_dataset(hid_t group, const std::string& name, hid_t type, const Extents& extents,
                               const Handle& creation) {
    Extents limits = extents;
    std::ranges::replace(limits, hsize_t{0}, H5S_UNLIMITED);
    const Handle space(extents.empty()
                           ? H5Screate(H5S_SCALAR)
                           : H5Screate_simple(static_cast<int>(extents.size()), extents.data(), limits.data()),
                       name);
    const Handle names = utf8_names(H5P_LINK_CREATE);
    return {H5Dcreate2(group, name.c_str(), type, space.get(), names.get(), creation.get(), H5P_DEFAULT), name};
  }

  const WriteOptions& options_;
  int& next_dimension_id_;
  std::map<std::string, Handle, std::less<>> scales_;
};

std::size_t data_bytes(const Dataset& dataset) {
  std::size_t bytes = 0;
  for (const Variable& variable : dataset.variables) {
    bytes += std::visit([](const auto& values) { return values.size() * sizeof(values[0]); }, variable.data);
  }
  for (const Dataset& child : dataset.groups) {
    bytes += data_bytes(child);
  }
  return bytes;
}

/// An HDF5 file that lives in memory: a full disk then meets a plain `write`, never HDF5's own caches.
Handle create_image(std::size_t expected_bytes) {
  const Handle access(H5Pcreate(H5P_FILE_ACCESS), "file image");
  const std::size_t increment = std::clamp<std::size_t>(expected_bytes / 8, 1U << 16U, 1U << 26U);
  checked(H5Pset_fapl_core(access.get(), increment, false), "file image");
  const Handle creation(H5Pcreate(H5P_FILE_CREATE), "file image");
  checked(H5Pset_link_creation_order(creation.get(), creation_order), "file image");
  checked(H5Pset_attr_creation_order(creation.get(), creation_order), "file image");
  checked(H5Pset_obj_track_times(creation.get(), false), "file image");
  return {H5Fcreate(image_name, H5F_ACC_TRUNC, creation.get(), access.get()), "file image"};
}

void write_root_attributes(hid_t root) {
  unsigned major = 0;
  unsigned minor = 0;
  unsigned release = 0;
  H5get_libversion(&major, &minor, &release);
  write_attribute(root, "_NCProperties", fmt::format("version=2,throughgate=1,hdf5={}.{}.{}", major, minor, release));
  write_attribute(root, "Conventions", "CF-1.10");
}

/// The bytes of the finished image, valid while the file is open.
std::string_view image_bytes(const Handle& file) {
  checked(H5Fflush(file.get(), H5F_SCOPE_GLOBAL), "file image");
  void* handle = nullptr;
  checked(H5Fget_vfd_handle(file.get(), H5P_DEFAULT, &handle), "file image");
  const ssize_t size = checked(H5Fget_file_image(file.get(), nullptr, 0), "file image");
  return {*static_cast<const char* const*>(handle), static_cast<std::size_t>(size)};
}

/// Hands the bytes to `use`, which must not keep them.
template <typename Use>
void with_image(const Dataset& dataset, const WriteOptions& options, const Use& use) {
  const Hdf5Session session;
  const Handle image = create_image(data_bytes(dataset));
  {
    const Handle root(H5Gopen2(image.get(), "/", H5P_DEFAULT), "root group");
    write_root_attributes(root.get());
    int next_dimension_id = 0;
    GroupWriter(options, next_dimension_id).write(root.get(), dataset);
  }
  use(image_bytes(image));
}

}  // namespace

void write_dataset(const Dataset& dataset, const std::filesystem::path& file, const WriteOptions& options) {
  check_dataset(dataset);
  FileReplacement replacement(file);
  with_image(dataset, options, [&](std::string_view bytes) { replacement.append(bytes); });
  replacement.commit();
}

bool create_dataset(const Dataset& dataset, const std::filesystem::path& file, const WriteOptions& options) {
  check_dataset(dataset);
  FileReplacement replacement(file);
  with_image(dataset, options, [&](std::string_view bytes) { replacement.append(bytes); });
  return replacement.commit_if_absent();
}

std::string dataset_image(const Dataset& dataset, const WriteOptions& options) {
  check_dataset(dataset);
  std::string image;
  with_image(dataset, options, [&](std::string_view bytes) { image = bytes; });
  return image;
}

}  // namespace throughgate::results
