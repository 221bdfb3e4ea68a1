"""Weights of few bits: what the integers mean, and what MatMulNBits makes of them."""

import numpy as np
import onnxruntime
import pytest
from onnx import TensorProto, helper, numpy_helper

from longctx_export.block_quantised import BLOCK, pack, quantise_blocks

RANDOM = np.random.default_rng(2)


def weights(rows=24, columns=80):
    return RANDOM.standard_normal((rows, columns), dtype=np.float32)


def restored(integers, scales, bits, columns):
    values = (integers.astype(np.float32) - (1 << (bits - 1))) * scales[..., None]
    return values.reshape(len(values), -1)[:, :columns]


@pytest.mark.parametrize("bits", [4, 8])
def test_each_weight_is_off_by_half_a_step_at_most(bits):
    matrix = weights()
    integers, scales = quantise_blocks(matrix, bits)
    assert integers.shape == (24, 3, BLOCK)
    assert integers.max() < 1 << bits
    step = np.abs(scales).repeat(BLOCK, axis=1)[:, :80]
    # The opposite of the largest weight has no integer of its own: it is off by up to one step.
    assert (np.abs(restored(integers, scales, bits, 80) - matrix) <= step * 1.001).all()
    off = np.abs(restored(integers, scales, bits, 80) - matrix) > step * 0.501
    assert off.mean() < 0.05


@pytest.mark.parametrize("bits", [4, 8])
def test_the_largest_weight_of_a_block_and_zero_are_exact(bits):
    matrix = weights()
    matrix[:, 3] = 0
    integers, scales = quantise_blocks(matrix, bits)
    values = restored(integers, scales, bits, 80)
    assert (values[:, 3] == 0).all()
    best = np.abs(matrix[:, :BLOCK]).argmax(axis=1)[:, None]
    largest = np.take_along_axis(matrix, best, axis=1)
    assert np.allclose(np.take_along_axis(values, best, axis=1), largest, rtol=1e-6)


def test_a_block_of_zeros_stays_zero():
    integers, scales = quantise_blocks(np.zeros((2, 40), np.float32), 4)
    assert (restored(integers, scales, 4, 40) == 0).all()


def session(matrix, bits, level):
    integers, scales = quantise_blocks(matrix, bits)
    node = helper.make_node(
        "MatMulNBits",
        ["x", "w", "s"],
        ["y"],
        domain="com.microsoft",
        K=matrix.shape[1],
        N=matrix.shape[0],
        bits=bits,
        block_size=BLOCK,
        accuracy_level=level,
    )
    constants = {"w": pack(integers, bits), "s": scales}
    graph = helper.make_graph(
        [node],
        "g",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, ["m", matrix.shape[1]])],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, ["m", matrix.shape[0]])],
        [numpy_helper.from_array(array, name) for name, array in constants.items()],
    )
    opsets = [helper.make_opsetid("", 18), helper.make_opsetid("com.microsoft", 1)]
    model = helper.make_model(graph, opset_imports=opsets, ir_version=9)
    return onnxruntime.InferenceSession(model.SerializeToString())


@pytest.mark.parametrize("bits", [4, 8])
@pytest.mark.parametrize("columns", [64, 80])
def test_the_operator_multiplies_with_the_restored_weights(bits, columns):
    matrix, x = weights(24, columns), weights(5, columns)
    exact = x @ restored(*quantise_blocks(matrix, bits), bits, columns).T
    found = session(matrix, bits, level=1).run(None, {"x": x})[0]
    assert np.abs(found - exact).max() <= 1e-4
    rounded = session(matrix, bits, level=4).run(None, {"x": x})[0]
    assert np.abs(rounded - exact).max() <= 0.03 * np.abs(exact).max()


@pytest.mark.parametrize("bits", [4, 8])
def test_rounded_activations_of_one_row_do_not_change_another(bits):
    matrix, x = weights(24, 64), weights(8, 64)
    x[1:] *= 1000
    run = session(matrix, bits, level=4)
    together = run.run(None, {"x": x})[0]
    assert np.array_equal(together[:1], run.run(None, {"x": x[:1]})[0])
