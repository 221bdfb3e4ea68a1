"""A thin layer over onnx.helper: names nodes, keeps initializers, writes the model."""

from contextlib import contextmanager

import numpy as np
import onnx
from onnx import TensorProto, ValueInfoProto, helper, numpy_helper

from longctx_export import __version__

OPSET = 18
IR_VERSION = 9
EXTERNAL_ALIGNMENT = 64
PAGE = 4096
"""Big tensors start on a page, so that a runtime can map them instead of copying."""


class InlineWeights:
    """Keeps weights inside the model file."""

    def store(self, name, array):
        return numpy_helper.from_array(array, name)


class ExternalWeights:
    """Appends each weight to one side file as it comes and keeps none in memory."""

    def __init__(self, path):
        self._path = path
        path.write_bytes(b"")

    def store(self, name, array):
        tensor = TensorProto(name=name, dims=array.shape)
        tensor.data_type = helper.np_dtype_to_tensor_dtype(array.dtype)
        tensor.data_location = TensorProto.EXTERNAL
        offset = self._append(array)
        for key, value in [
            ("location", self._path.name),
            ("offset", offset),
            ("length", array.nbytes),
        ]:
            tensor.external_data.add(key=key, value=str(value))
        return tensor

    def _append(self, array):
        alignment = PAGE if array.nbytes >= PAGE * 16 else EXTERNAL_ALIGNMENT
        with self._path.open("ab") as file:
            file.write(b"\0" * (-file.tell() % alignment))
            offset = file.tell()
            np.ascontiguousarray(array).tofile(file)
        return offset


class Subgraph:
    """The body of a Loop; inputs and outputs stand in the order in which they are added."""

    def __init__(self, name, nodes):
        self._name, self._nodes = name, nodes
        self._inputs, self._outputs = [], []
        self.graph = None

    def input(self, name, dims, kind=TensorProto.INT64):
        self._inputs.append(helper.make_tensor_value_info(f"{self._name}/{name}", kind, dims))
        return self._inputs[-1].name

    def output(self, value, kind=TensorProto.UNDEFINED):
        info = ValueInfoProto(name=value)
        if kind:
            info.type.tensor_type.elem_type = kind
        self._outputs.append(info)

    def finish(self):
        self.graph = helper.make_graph(self._nodes, self._name, self._inputs, self._outputs)


class GraphBuilder:
    """Builds one graph; every method returns the name of the value that it adds."""

    def __init__(self, name, weights=None):
        self._name = name
        self._weights = weights or InlineWeights()
        self._scopes = []
        self._used = {}
        self._nodes, self._inputs, self._outputs = [], [], []
        self._initializers = {}
        self._domains = {""}

    @contextmanager
    def scope(self, name):
        self._scopes.append(name)
        yield
        self._scopes.pop()

    def input(self, name, dims, kind=TensorProto.INT64):
        self._inputs.append(helper.make_tensor_value_info(name, kind, dims))
        return name

    def output(self, name, value, dims, kind=TensorProto.FLOAT):
        self._nodes.append(helper.make_node("Identity", [value], [name], name=name))
        self._outputs.append(helper.make_tensor_value_info(name, kind, dims))

    def declare_output(self, value, dims, kind=TensorProto.FLOAT):
        """Makes a value that named_ops gave its name an output, without a copy."""
        self._outputs.append(helper.make_tensor_value_info(value, kind, dims))

    def weight(self, name, array):
        """A parameter, stored where the model's weights go."""
        if name not in self._initializers:
            self._initializers[name] = self._weights.store(name, array)
        return name

    def holds(self, name):
        return name in self._initializers

    def weight_once(self, name, read):
        """A parameter that is read only where the graph doesn't hold it yet."""
        return name if self.holds(name) else self.weight(name, read())

    def table(self, name, array):
        """A constant of many values that isn't a parameter, always inside the model file."""
        if name not in self._initializers:
            self._initializers[name] = numpy_helper.from_array(array, name)
        return name

    def parameter(self, name, array):
        """A parameter named after the scope that it is made in."""
        return self.weight(self._unique(name), array)

    def constant(self, value, dtype=np.int64):
        """A small constant, always inside the model file; equal constants are stored once."""
        array = np.asarray(value, dtype=dtype)
        text = "_".join(str(v) for v in array.reshape(-1)).replace("-", "minus_")
        name = f"constant_{array.dtype}_{array.ndim}d_{text}"
        if name not in self._initializers:
            self._initializers[name] = numpy_helper.from_array(array, name)
        return name

    def op(self, kind, *inputs, **attributes):
        return self.ops(kind, 1, *inputs, **attributes)[0]

    def ops(self, kind, count, *inputs, **attributes):
        name = self._unique(kind)
        values = [name] if count == 1 else [f"{name}_{index}" for index in range(count)]
        return self._add(kind, name, values, inputs, attributes)

    def named_ops(self, kind, values, *inputs, **attributes):
        """Like ops, for values whose names are given; an empty name stands for no input."""
        return self._add(kind, self._unique(kind), values, inputs, attributes)

    def _add(self, kind, name, values, inputs, attributes):
        self._domains.add(attributes.get("domain", ""))
        self._nodes.append(helper.make_node(kind, list(inputs), values, name=name, **attributes))
        return values

    def name(self, name):
        """A name for a value in the present scope that no other has."""
        return self._unique(name)

    def _unique(self, name):
        path = "/".join([*self._scopes, name])
        self._used[path] = self._used.get(path, 0) + 1
        return path if self._used[path] == 1 else f"{path}_{self._used[path]}"

    @contextmanager
    def subgraph(self, name):
        """Nodes added inside go to the body of a Loop, which sees all values outside."""
        outside, self._nodes = self._nodes, []
        with self.scope(name):
            body = Subgraph("/".join(self._scopes), self._nodes)
            yield body
        body.finish()
        self._nodes = outside

    def save(self, path):
        graph = helper.make_graph(
            self._nodes, self._name, self._inputs, self._outputs, list(self._initializers.values())
        )
        model = helper.make_model(
            graph,
            opset_imports=[
                helper.make_opsetid(domain, 1 if domain else OPSET)
                for domain in sorted(self._domains)
            ],
            ir_version=IR_VERSION,
            producer_name="longctx-export",
            producer_version=__version__,
        )
        path.write_bytes(model.SerializeToString(deterministic=True))
        onnx.checker.check_model(str(path), full_check=True)
