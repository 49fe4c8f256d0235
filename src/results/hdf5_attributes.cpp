#include "results/hdf5_attributes.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

namespace throughgate::results {
namespace {

using recording::Attribute;

constexpr std::array<std::string_view, 9> layout_attributes = {"CLASS",          "NAME",          "REFERENCE_LIST",
                                                               "DIMENSION_LIST", "_Netcdf4Dimid", "_Netcdf4Coordinates",
                                                               "_NCProperties",  "_nc3_strict",   "_FillValue"};

std::string read_text(const Handle& attribute, const Handle& type) {
  if (H5Tis_variable_str(type.get()) > 0) {
    char* text = nullptr;
    checked(H5Aread(attribute.get(), text_type().get(), &text), "attribute");
    std::string copy = text == nullptr ? "" : text;
    H5free_memory(text);
    return copy;
  }
  std::string text(H5Tget_size(type.get()), '\0');
  checked(H5Aread(attribute.get(), type.get(), text.data()), "attribute");
  text.resize(std::min(text.size(), text.find('\0')));
  return text;
}

std::optional<Attribute> read_attribute(const Handle& attribute, const std::string& name) {
  const Handle type(H5Aget_type(attribute.get()), name);
  const Handle space(H5Aget_space(attribute.get()), name);
  const H5T_class_t kind = H5Tget_class(type.get());
  const hssize_t count = checked(H5Sget_simple_extent_npoints(space.get()), name);
  if (count != 1 || (H5Sget_simple_extent_type(space.get()) != H5S_SCALAR && kind == H5T_STRING)) {
    return std::nullopt;
  }
  if (kind == H5T_STRING) {
    return Attribute{name, read_text(attribute, type)};
  }
  if (kind == H5T_INTEGER) {
    std::int64_t value = 0;
    checked(H5Aread(attribute.get(), H5T_NATIVE_INT64, &value), name);
    return Attribute{name, value};
  }
  if (kind == H5T_FLOAT) {
    double value = 0;
    checked(H5Aread(attribute.get(), H5T_NATIVE_DOUBLE, &value), name);
    return Attribute{name, value};
  }
  return std::nullopt;
}

}  // namespace

void write_attribute(hid_t object, const std::string& name, const std::string& text) {
  const char* pointer = text.c_str();
  write_attribute(object, name, text_type().get(), static_cast<const void*>(&pointer));
}

void write_attribute(hid_t object, const std::string& name, hid_t type, const void* values, std::size_t count) {
  const hsize_t extent = count;
  const Handle space(count == 1 ? H5Screate(H5S_SCALAR) : H5Screate_simple(1, &extent, nullptr), name);
  const Handle names = utf8_names(H5P_ATTRIBUTE_CREATE);
  const Handle attribute(H5Acreate2(object, name.c_str(), type, space.get(), names.get(), H5P_DEFAULT), name);
  checked(H5Awrite(attribute.get(), type, values), name);
}

void write_attribute(hid_t object, const Attribute& attribute) {
  if (const auto* text = std::get_if<std::string>(&attribute.value)) {
    write_attribute(object, attribute.name, *text);
  } else if (const auto* real = std::get_if<double>(&attribute.value)) {
    write_attribute(object, attribute.name, H5T_NATIVE_DOUBLE, real);
  } else {
    write_attribute(object, attribute.name, H5T_NATIVE_INT64, &std::get<std::int64_t>(attribute.value));
  }
}

std::vector<Attribute> read_attributes(hid_t object) {
  H5O_info_t information;
  checked(H5Oget_info2(object, &information, H5O_INFO_NUM_ATTRS), "attributes");
  const Handle creation(H5Iget_type(object) == H5I_DATASET ? H5Dget_create_plist(object) : H5Gget_create_plist(object),
                        "attributes");
  unsigned order = 0;
  checked(H5Pget_attr_creation_order(creation.get(), &order), "attributes");
  const H5_index_t index = (order & H5P_CRT_ORDER_TRACKED) != 0 ? H5_INDEX_CRT_ORDER : H5_INDEX_NAME;

  std::vector<Attribute> attributes;
  for (hsize_t number = 0; number < information.num_attrs; ++number) {
    const Handle attribute(H5Aopen_by_idx(object, ".", index, H5_ITER_INC, number, H5P_DEFAULT, H5P_DEFAULT),
                           "attribute");
    std::string name(static_cast<std::size_t>(checked(H5Aget_name(attribute.get(), 0, nullptr), "attribute")), '\0');
    checked(H5Aget_name(attribute.get(), name.size() + 1, name.data()), "attribute");
    if (std::ranges::find(layout_attributes, name) != layout_attributes.end()) {
      continue;
    }
    if (auto known = read_attribute(attribute, name)) {
      attributes.push_back(std::move(*known));
    }
  }
  return attributes;
}

}  // namespace throughgate::results
