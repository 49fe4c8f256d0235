#pragma once
/// Attributes of HDF5 objects as the tables know them.

#include <cstdint>
#include <string>
#include <vector>

#include "recording/dataset.hpp"
#include "results/hdf5_handle.hpp"

namespace throughgate::results {

void write_attribute(hid_t object, const std::string& name, const std::string& text);
/// A scalar, or with `count` above 1 a list; `type` is the type in memory and in the file.
void write_attribute(hid_t object, const std::string& name, hid_t type, const void* values, std::size_t count = 1);
void write_attribute(hid_t object, const recording::Attribute& attribute);

/// The scalar attributes of an object in their order, without those that carry the netCDF-4 layout itself
/// (dimension scales, `_FillValue`, lists of numbers).
[[nodiscard]] std::vector<recording::Attribute> read_attributes(hid_t object);

}  // namespace throughgate::results
