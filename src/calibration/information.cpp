#include "calibration/information.hpp"

#include <algorithm>

namespace throughgate::calibration {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

Information information_of(const Misfit& misfit, const MatrixXd& scores) {
  Information information;
  const auto draws = static_cast<double>(scores.rows());
  information.told = VectorXd::Ones(scores.cols());
  for (Index parameter = 0; parameter < scores.cols(); ++parameter) {
    const VectorXd away = scores.col(parameter).array() - scores.col(parameter).mean();
    information.told(parameter) -= away.squaredNorm() / (draws - 1);
  }
  constexpr Index places = 50;  // the gradients are averaged over so many draws
  const Index step = std::max<Index>(1, scores.rows() / places);
  MatrixXd slopes = misfit.sensitivities(scores.row(0).transpose());
  double count = 1;
  for (Index draw = step; draw < scores.rows(); draw += step) {
    slopes += misfit.sensitivities(scores.row(draw).transpose());
    ++count;
  }
  slopes /= count;
  information.alone = MatrixXd::Zero(slopes.rows(), slopes.cols());
  for (Index target = 0; target < slopes.rows(); ++target) {
    information.alone.row(target) = slopes.row(target).cwiseAbs2() / (1 + slopes.row(target).squaredNorm());
  }
  information.acts = slopes.colwise().squaredNorm().transpose().array() > 0;
  return information;
}

}  // namespace throughgate::calibration
