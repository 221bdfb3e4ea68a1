"""Attention over a cache of keys and values, in the two forms of docs/language-model-contract.md.

Shapes: B rows, S new tokens, T past and new tokens, H query heads, K key/value heads, D head size.
"""

from onnx import TensorProto, helper

from longctx_export.attention import Masks

CONTRIB = "com.microsoft"


class _CachedAttention:
    """Inputs and outputs of the cache; key and value of each layer are one pair of tensors."""

    def __init__(self, g, config, dtype, past, total):
        self._g, self._config, self._dtype = g, config, dtype
        self._past_dim, self._total_dim = past, total
        self._kind = helper.np_dtype_to_tensor_dtype(dtype)
        self._pairs = []
        self._shapes = {}

    def _declare_past(self):
        dims = ["batch", self._config.kv_heads, self._past_dim, self._config.head_dim]
        for layer in range(self._config.layers):
            names = [f"past_key_values.{layer}.{part}" for part in ["key", "value"]]
            self._pairs.append([self._g.input(name, dims, self._kind) for name in names])

    def declare_present(self):
        dims = ["batch", self._config.kv_heads, self._total_dim, self._config.head_dim]
        for layer in range(self._config.layers):
            for name in self._present(layer):
                self._g.declare_output(name, dims, self._kind)

    def _present(self, layer):
        return [f"present.{layer}.{part}" for part in ["key", "value"]]

    def _shape(self, *dims):
        """The shape [B, S, *dims]."""
        if dims not in self._shapes:
            ends = self._g.constant(list(dims))
            self._shapes[dims] = self._g.op("Concat", self._batch, self._new, ends, axis=0)
        return self._shapes[dims]

    def _merge(self, context):
        """All heads of a token side by side, [B * S, H * D]."""
        width = self._config.heads * self._config.head_dim
        return self._g.op("Reshape", context, self._g.constant([-1, width]))

    def _size(self, value, axis):
        """One dimension of a value as a tensor of one element."""
        return self._g.op("Shape", value, start=axis, end=axis + 1)


class PlainAttention(_CachedAttention):
    """Standard operators: present is past with the new tokens behind it.

    The queries of one key/value head lie below each other in one matrix [H / K * S, D], so neither
    keys nor values are repeated.
    """

    def __init__(self, g, config, dtype, turns, rotate):
        super().__init__(g, config, dtype, "past", "total")
        self._make_turns, self._rotate = turns, rotate

    def inputs(self, ids, mask):
        g, config = self._g, self._config
        positions = g.input("position_ids", ["batch", "tokens"])
        self._declare_past()
        with g.scope("attention"):
            self._turns = self._make_turns(g.op("Reshape", positions, g.constant([0, 0, 1, 1])))
            self._batch, self._new = self._size(ids, 0), self._size(ids, 1)
            total = self._size(mask, 1)
            self._bias = self._causal(mask, self._size(self._pairs[0][0], 2), total)
            heads, keys = config.heads, config.kv_heads
            self._per_head = g.op("Concat", g.constant([0, heads]), self._new, total, axis=0)
            self._per_key = g.op("Concat", g.constant([0, keys, -1]), total, axis=0)

    def _causal(self, mask, past, total):
        g = self._g
        columns = g.op("Range", g.constant(0), self._scalar(total), g.constant(1))
        rows = g.op("Range", self._scalar(past), self._scalar(total), g.constant(1))
        masks = Masks(g, mask, self._dtype, axes=(1, 2))
        return masks.causal(rows, columns, masks.keys)

    def _scalar(self, value):
        return self._g.op("Squeeze", value)

    def attend(self, layer, query, key, value):
        g, config = self._g, self._config
        scale = g.constant(config.head_dim**-0.5, self._dtype)
        query = g.op("Mul", self._rotate(self._heads(query, config.heads), self._turns), scale)
        key = self._rotate(self._heads(key, config.kv_heads), self._turns)
        value = self._heads(value, config.kv_heads)
        key, value = self._append(layer, key, value)
        context = self._weigh(self._swap(query), key, value)
        return g.op(
            "Reshape", self._swap(context), g.constant([-1, config.heads * config.head_dim])
        )

    def _append(self, layer, key, value):
        """Returns keys and values of all tokens, [B, K, T, D]."""
        pairs = zip(self._present(layer), self._pairs[layer], [key, value], strict=True)
        return [
            self._g.named_ops("Concat", [present], past, self._swap(new), axis=2)[0]
            for present, past, new in pairs
        ]

    def _weigh(self, query, key, value):
        g, config = self._g, self._config
        rows = g.op("Reshape", query, g.constant([0, config.kv_heads, -1, config.head_dim]))
        scores = g.op("MatMul", rows, g.op("Transpose", key, perm=[0, 1, 3, 2]))
        scores = g.op("Add", g.op("Reshape", scores, self._per_head), self._bias)
        weights = g.op("Reshape", g.op("Softmax", scores, axis=-1), self._per_key)
        context = g.op("MatMul", weights, value)
        return g.op("Reshape", context, g.constant([0, config.heads, -1, config.head_dim]))

    def _heads(self, states, heads):
        return self._g.op("Reshape", states, self._shape(heads, self._config.head_dim))

    def _swap(self, value):
        return self._g.op("Transpose", value, perm=[0, 2, 1, 3])


class GroupQueryAttention(_CachedAttention):
    """com.microsoft.GroupQueryAttention: past and present are one buffer of any capacity.

    A subclass says who turns queries and keys.
    """

    in_operator = 0

    def __init__(self, g, config, dtype):
        super().__init__(g, config, dtype, "capacity", "capacity")
        self._tables = []

    def inputs(self, ids, mask):
        self._declare_past()
        g = self._g
        with g.scope("attention"):
            lengths = g.op("ReduceSum", mask, g.constant([1]), keepdims=0)
            last = g.op("Sub", lengths, g.constant(1))
            self._last = g.op("Cast", last, to=TensorProto.INT32)
            width = g.op("Squeeze", self._size(mask, 1))
            self._total = g.op("Cast", width, to=TensorProto.INT32)
            self._batch, self._new = self._size(ids, 0), self._size(ids, 1)
            self._prepare(lengths)

    def attend(self, layer, query, key, value):
        g, config = self._g, self._config
        heads = config.kv_heads
        output = g.named_ops(
            "GroupQueryAttention",
            [g.name("context"), *self._present(layer)],
            self._turned(query, config.heads),
            self._turned(key, heads),
            self._side_by_side(value, heads),
            *self._pairs[layer],
            self._last,
            self._total,
            *self._tables,
            domain=CONTRIB,
            num_heads=config.heads,
            kv_num_heads=heads,
            do_rotary=self.in_operator,
            rotary_interleaved=0,
        )[0]
        return self._merge(output)

    def _side_by_side(self, states, heads):
        return self._g.op("Reshape", states, self._shape(heads * self._config.head_dim))


class TurningOperator(GroupQueryAttention):
    """The operator turns them, at the positions that follow from the mask, by its own tables."""

    in_operator = 1

    def __init__(self, g, config, dtype, tables):
        super().__init__(g, config, dtype)
        self._tables = [
            g.weight(f"rope.{name}_cache", table.astype(dtype))
            for name, table in zip(["cos", "sin"], tables, strict=True)
        ]

    def _prepare(self, lengths):
        self._turned = self._side_by_side


class TurnedBefore(GroupQueryAttention):
    """Ordinary operators turn them, for head sizes that the operator can't turn."""

    def __init__(self, g, config, dtype, turns, rotate):
        super().__init__(g, config, dtype)
        self._make_turns, self._rotate = turns, rotate

    def _prepare(self, lengths):
        """A row's new tokens are the last ones that its mask counts."""
        g = self._g
        new = g.op("Range", g.constant(0), g.op("Squeeze", self._new), g.constant(1))
        past = g.op("Sub", lengths, self._new)
        positions = g.op("Add", g.op("Unsqueeze", past, g.constant([1])), new)
        self._turns = self._make_turns(g.op("Reshape", positions, g.constant([0, 0, 1, 1])))

    def _turned(self, states, heads):
        apart = self._g.op("Reshape", states, self._shape(heads, self._config.head_dim))
        return self._side_by_side(self._rotate(apart, self._turns), heads)
