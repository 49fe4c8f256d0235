#include "results/reader.hpp"

#include <fmt/format.h>
#include <hdf5_hl.h>

#include <algorithm>
#include <iterator>
#include <sstream>
#include <string>
#include <system_error>
#include <vector>

#include "results/hdf5_attributes.hpp"
#include "results/hdf5_handle.hpp"
#include "results/results_error.hpp"

namespace throughgate::results {
namespace {

using recording::Attribute;
using recording::Column;
using recording::Dataset;
using recording::Dimension;
using recording::Variable;

std::vector<std::string> link_names(hid_t group) {
  H5G_info_t information;
  checked(H5Gget_info(group, &information), "group");
  const Handle creation(H5Gget_create_plist(group), "group");
  unsigned order = 0;
  checked(H5Pget_link_creation_order(creation.get(), &order), "group");
  const H5_index_t index = (order & H5P_CRT_ORDER_TRACKED) != 0 ? H5_INDEX_CRT_ORDER : H5_INDEX_NAME;
  std::vector<std::string> names;
  for (hsize_t number = 0; number < information.nlinks; ++number) {
    const auto length =
        checked(H5Lget_name_by_idx(group, ".", index, H5_ITER_INC, number, nullptr, 0, H5P_DEFAULT), "group");
    std::string name(static_cast<std::size_t>(length), '\0');
    checked(H5Lget_name_by_idx(group, ".", index, H5_ITER_INC, number, name.data(), name.size() + 1, H5P_DEFAULT),
            "group");
    names.push_back(std::move(name));
  }
  return names;
}

std::size_t value_count(const Handle& dataset, const std::string& name) {
  const Handle space(H5Dget_space(dataset.get()), name);
  return static_cast<std::size_t>(checked(H5Sget_simple_extent_npoints(space.get()), name));
}

template <typename Value>
std::vector<Value> read_numbers(const Handle& dataset, const std::string& name, hid_t memory_type) {
  std::vector<Value> values(value_count(dataset, name));
  if (!values.empty()) {
    checked(H5Dread(dataset.get(), memory_type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()), name);
  }
  return values;
}

std::vector<std::string> read_texts(const Handle& dataset, const std::string& name) {
  std::vector<char*> pointers(value_count(dataset, name), nullptr);
  if (pointers.empty()) {
    return {};
  }
  const Handle type = text_type();
  const Handle space(H5Dget_space(dataset.get()), name);
  checked(H5Dread(dataset.get(), type.get(), H5S_ALL, H5S_ALL, H5P_DEFAULT, pointers.data()), name);
  std::vector<std::string> texts(pointers.size());
  std::ranges::transform(pointers, texts.begin(), [](const char* text) { return text == nullptr ? "" : text; });
  checked(H5Dvlen_reclaim(type.get(), space.get(), H5P_DEFAULT, pointers.data()), name);
  return texts;
}

Column read_column(const Handle& dataset, const std::string& name) {
  const Handle type(H5Dget_type(dataset.get()), name);
  const std::size_t size = H5Tget_size(type.get());
  switch (H5Tget_class(type.get())) {
    case H5T_FLOAT:
      if (size == sizeof(float)) {
        return read_numbers<float>(dataset, name, H5T_NATIVE_FLOAT);
      }
      return read_numbers<double>(dataset, name, H5T_NATIVE_DOUBLE);
    case H5T_INTEGER: {
      const std::size_t needed = size * (H5Tget_sign(type.get()) == H5T_SGN_NONE ? 2 : 1);
      if (needed == sizeof(std::int8_t)) {
        return read_numbers<std::int8_t>(dataset, name, H5T_NATIVE_INT8);
      }
      if (needed <= sizeof(std::int32_t)) {
        return read_numbers<std::int32_t>(dataset, name, H5T_NATIVE_INT32);
      }
      return read_numbers<std::int64_t>(dataset, name, H5T_NATIVE_INT64);
    }
    case H5T_STRING:
      if (H5Tis_variable_str(type.get()) > 0) {
        return read_texts(dataset, name);
      }
      [[fallthrough]];
    default:
      throw ResultsError(fmt::format("{} is of a type that results files do not have", name));
  }
}

/// The name that the scale carries; a scale without coordinates, which other writers make, is named by its link,
/// whose search is slow.
herr_t take_scale_name(hid_t /*dataset*/, unsigned /*axis*/, hid_t scale, void* name) {
  std::string& taken = *static_cast<std::string*>(name);
  taken.resize(static_cast<std::size_t>(std::max<ssize_t>(H5DSget_scale_name(scale, nullptr, 0), 0)));
  H5DSget_scale_name(scale, taken.data(), taken.size() + 1);
  if (taken.empty() || taken.starts_with("This is a netCDF dimension but not a netCDF variable")) {
    taken.resize(static_cast<std::size_t>(std::max<ssize_t>(H5Iget_name(scale, nullptr, 0), 0)));
    H5Iget_name(scale, taken.data(), taken.size() + 1);
    taken.erase(0, taken.rfind('/') + 1);
  }
  return 1;
}

std::vector<std::string> dimension_names(const Handle& dataset, const std::string& name) {
  const Handle space(H5Dget_space(dataset.get()), name);
  const int rank = checked(H5Sget_simple_extent_ndims(space.get()), name);
  std::vector<std::string> names(static_cast<std::size_t>(rank));
  for (unsigned axis = 0; axis < names.size(); ++axis) {
    if (checked(H5DSiterate_scales(dataset.get(), axis, nullptr, take_scale_name, &names[axis]), name) != 1) {
      throw ResultsError(fmt::format("{} has no named dimension on axis {}", name, axis));
    }
  }
  return names;
}

Dimension read_dimension(const Handle& dataset, const std::string& name) {
  Dimension dimension{.name = name, .labels = {}, .values = {}, .attributes = read_attributes(dataset.get())};
  Column column = read_column(dataset, name);
  if (auto* labels = std::get_if<std::vector<std::string>>(&column)) {
    dimension.labels = std::move(*labels);
  } else {
    dimension.values = read_numbers<double>(dataset, name, H5T_NATIVE_DOUBLE);
  }
  return dimension;
}

std::vector<std::string> words(const std::string& text) {
  std::istringstream stream(text);
  return {std::istream_iterator<std::string>(stream), {}};
}

Variable read_variable(const Handle& dataset, const std::string& name) {
  Variable variable;
  variable.name = name;
  variable.dimensions = dimension_names(dataset, name);
  variable.data = read_column(dataset, name);
  for (Attribute& attribute : read_attributes(dataset.get())) {
    const auto* text = std::get_if<std::string>(&attribute.value);
    if (text != nullptr && attribute.name == "units") {
      variable.units = *text;
    } else if (text != nullptr && attribute.name == "long_name") {
      variable.long_name = *text;
    } else if (text != nullptr && attribute.name == "cell_methods") {
      variable.cell_methods = *text;
    } else if (text != nullptr && attribute.name == "flag_meanings") {
      variable.flag_meanings = words(*text);
    } else if (attribute.name != "flag_values") {
      variable.attributes.push_back(std::move(attribute));
    }
  }
  return variable;
}

Dataset read_group(hid_t group, const std::string& name) {
  Dataset dataset;
  dataset.name = name;
  dataset.attributes = read_attributes(group);
  for (const std::string& link : link_names(group)) {
    const Handle object(H5Oopen(group, link.c_str(), H5P_DEFAULT), link);
    const H5I_type_t kind = H5Iget_type(object.get());
    if (kind == H5I_GROUP) {
      dataset.groups.push_back(read_group(object.get(), link));
    } else if (kind == H5I_DATASET && checked(H5DSis_scale(object.get()), link) > 0) {
      dataset.dimensions.push_back(read_dimension(object, link));
    } else if (kind == H5I_DATASET) {
      dataset.variables.push_back(read_variable(object, link));
    }
  }
  return dataset;
}

/// Files are replaced, never changed in place: reading needs no lock, which some network file systems refuse.
Handle open_file(const std::filesystem::path& file) {
  const Handle access(H5Pcreate(H5P_FILE_ACCESS), "open");
#if H5_VERSION_GE(1, 10, 7)
  checked(H5Pset_file_locking(access.get(), false, true), "open");
#endif
  return {H5Fopen(file.c_str(), H5F_ACC_RDONLY, access.get()), "not a readable HDF5 file"};
}

/// The library copies the bytes.
Handle open_image(const std::string& image) {
  const Handle access(H5Pcreate(H5P_FILE_ACCESS), "open");
  checked(H5Pset_fapl_core(access.get(), 1U << 16U, false), "open");
  std::string bytes = image;
  checked(H5Pset_file_image(access.get(), bytes.data(), bytes.size()), "open");
  return {H5Fopen(image_name, H5F_ACC_RDONLY, access.get()), "not a readable HDF5 image"};
}

Dataset read_root(const Handle& opened) {
  const Handle root(H5Gopen2(opened.get(), "/", H5P_DEFAULT), "root group");
  Dataset dataset = read_group(root.get(), "");
  if (std::erase_if(dataset.attributes, [](const Attribute& each) { return each.name == "Conventions"; }) == 0) {
    throw ResultsError("an HDF5 file, but not a results file: it has no attribute `Conventions`");
  }
  return dataset;
}

}  // namespace

Dataset read_dataset(const std::filesystem::path& file) {
  std::error_code error;
  const auto status = std::filesystem::status(file, error);
  if (!std::filesystem::exists(status)) {
    throw ResultsError(fmt::format("{}: there is no such file", file.string()));
  }
  if (std::filesystem::is_directory(status)) {
    throw ResultsError(fmt::format("{}: is a folder, not a results file", file.string()));
  }
  try {
    const Hdf5Session session;
    return read_root(open_file(file));
  } catch (const ResultsError& failure) {
    throw ResultsError(fmt::format("{}: cannot be read: {}", file.string(), failure.what()));
  }
}

Dataset read_image(const std::string& image) {
  const Hdf5Session session;
  return read_root(open_image(image));
}

}  // namespace throughgate::results
