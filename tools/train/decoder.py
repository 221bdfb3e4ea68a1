"""The decoder of Llama, Qwen2 and Qwen3 as one TorchScript module that holds no weights.

Weights come in with every call, in a dictionary under their Hugging Face names; which of the three
families it is follows from the names that are there. Token lists of several sequences stand one
after another, without padding between blocks; a block is a number of rows of equal length. The rows
of a block may share a prefix, which then stands before them once.
"""

import torch
import torch.nn.functional as F
from torch import Tensor, nn


class Decoder(nn.Module):
    """Exported methods take tensors only, since a training call through JNI passes no others.

    ids, pos     [M] token ids and their positions
    blocks       [K, 3] rows, row length and shared prefix of each block, the prefix not counted in
                 the length; prefix + rows * length sum to M
    cos, sin     [P, head/2] tables by position
    resp, tgt    [N] which of the M tokens predict, and the tokens that they predict
    cfg          float64 [epsilon, layers, rows of logits at once, LoRA scale, this layer]
    p            weights
    """

    def lin(self, x: Tensor, p: dict[str, Tensor], n: str, scale: float) -> Tensor:
        w = p[n + ".weight"]
        y = F.linear(x, w, p[n + ".bias"]) if (n + ".bias") in p else F.linear(x, w)
        if (n + ".lora_A.weight") in p:
            low = F.linear(x, p[n + ".lora_A.weight"])
            y = y + F.linear(low, p[n + ".lora_B.weight"]) * scale
        return y

    def norm(self, x: Tensor, w: Tensor, eps: float) -> Tensor:
        return F.rms_norm(x, [x.size(-1)], w, eps)

    def rotate(self, x: Tensor, c: Tensor, s: Tensor) -> Tensor:
        a, b = x.chunk(2, dim=-1)
        return torch.cat([a * c - b * s, b * c + a * s], dim=-1)

    def mask(self, x: Tensor, blocks: list[int]) -> Tensor:
        """What is added to scores of rows after a prefix. Each block takes a part of it."""
        length = 0
        prefix = 0
        for i in range(len(blocks) // 3):
            if blocks[3 * i + 2] > 0:
                length = max(length, blocks[3 * i + 1])
                prefix = max(prefix, blocks[3 * i + 2])
        shape = [length, prefix + length]
        return torch.full(shape, float("-inf"), dtype=x.dtype, device=x.device).triu_(prefix + 1)

    def causal(self, q: Tensor, k: Tensor, v: Tensor, rows: int, length: int) -> Tensor:
        """Attention inside each row; padding stands at the end of rows, so no mask."""
        heads = q.size(1)
        head = q.size(2)
        shape = [rows, length, heads, head]
        o = F.scaled_dot_product_attention(
            q.view(shape).transpose(1, 2),
            k.view(shape).transpose(1, 2),
            v.view(shape).transpose(1, 2),
            None,
            0.0,
            True,
        )
        return o.transpose(1, 2).reshape(rows * length, heads * head)

    def after(self, prefix: Tensor, own: Tensor, rows: int) -> Tensor:
        """Keys or values of each row, those of the prefix first."""
        shape = [rows, own.size(0) // rows, own.size(1), own.size(2)]
        before = prefix.unsqueeze(0).expand(rows, -1, -1, -1)
        return torch.cat([before, own.view(shape)], dim=1).transpose(1, 2)

    def shared(
        self, q: Tensor, k: Tensor, v: Tensor, rows: int, length: int, prefix: int, mask: Tensor
    ) -> Tensor:
        """Attention of a prefix, and of rows to it and inside each."""
        heads = q.size(1)
        head = q.size(2)
        first = self.causal(q[:prefix], k[:prefix], v[:prefix], 1, prefix)
        if length == 0:
            return first
        skip = mask.size(1) - mask.size(0) - prefix
        o = F.scaled_dot_product_attention(
            q[prefix:].view([rows, length, heads, head]).transpose(1, 2),
            self.after(k[:prefix], k[prefix:], rows),
            self.after(v[:prefix], v[prefix:], rows),
            mask[:length, skip : skip + prefix + length],
        )
        return torch.cat([first, o.transpose(1, 2).reshape(rows * length, heads * head)])

    def attend(self, q: Tensor, k: Tensor, v: Tensor, blocks: list[int], mask: Tensor) -> Tensor:
        heads = q.size(1)
        head = q.size(2)
        if k.size(1) != heads:
            rep = heads // k.size(1)
            k = k.unsqueeze(2).expand(-1, -1, rep, -1).reshape(-1, heads, head)
            v = v.unsqueeze(2).expand(-1, -1, rep, -1).reshape(-1, heads, head)
        sizes: list[int] = []
        for i in range(len(blocks) // 3):
            sizes.append(blocks[3 * i + 2] + blocks[3 * i] * blocks[3 * i + 1])
        qs = q.split_with_sizes(sizes)
        ks = k.split_with_sizes(sizes)
        vs = v.split_with_sizes(sizes)
        outs: list[Tensor] = []
        for i in range(len(sizes)):
            rows = blocks[3 * i]
            length = blocks[3 * i + 1]
            prefix = blocks[3 * i + 2]
            if prefix > 0:
                outs.append(self.shared(qs[i], ks[i], vs[i], rows, length, prefix, mask))
            else:
                outs.append(self.causal(qs[i], ks[i], vs[i], rows, length))
        return outs[0] if len(outs) == 1 else torch.cat(outs)

    def block(
        self,
        x: Tensor,
        c: Tensor,
        s: Tensor,
        blocks: list[int],
        mask: Tensor,
        p: dict[str, Tensor],
        pre: str,
        eps: float,
        scale: float,
    ) -> Tensor:
        head = c.size(-1) * 2
        h = self.norm(x, p[pre + "input_layernorm.weight"], eps)
        at = pre + "self_attn."
        q = self.lin(h, p, at + "q_proj", scale).view(x.size(0), -1, head)
        k = self.lin(h, p, at + "k_proj", scale).view(x.size(0), -1, head)
        v = self.lin(h, p, at + "v_proj", scale).view(x.size(0), -1, head)
        if (at + "q_norm.weight") in p:
            q = self.norm(q, p[at + "q_norm.weight"], eps)
            k = self.norm(k, p[at + "k_norm.weight"], eps)
        o = self.attend(self.rotate(q, c, s), self.rotate(k, c, s), v, blocks, mask)
        x = x + self.lin(o, p, at + "o_proj", scale)
        h = self.norm(x, p[pre + "post_attention_layernorm.weight"], eps)
        gate = F.silu(self.lin(h, p, pre + "mlp.gate_proj", scale))
        up = self.lin(h, p, pre + "mlp.up_proj", scale)
        return x + self.lin(gate * up, p, pre + "mlp.down_proj", scale)

    def forward(
        self,
        ids: Tensor,
        pos: Tensor,
        blocks: Tensor,
        cos: Tensor,
        sin: Tensor,
        resp: Tensor,
        cfg: Tensor,
        p: dict[str, Tensor],
    ) -> Tensor:
        """The normed states [N, hidden] of the tokens that predict."""
        x = F.embedding(ids, p["model.embed_tokens.weight"])
        eps = float(cfg[0])
        scale = float(cfg[3])
        c = cos.index_select(0, pos).unsqueeze(1)
        s = sin.index_select(0, pos).unsqueeze(1)
        sizes: list[int] = blocks.flatten().tolist()
        mask = self.mask(x, sizes)
        for i in range(int(cfg[1])):
            x = self.block(x, c, s, sizes, mask, p, "model.layers." + str(i) + ".", eps, scale)
        return self.norm(x.index_select(0, resp), p["model.norm.weight"], eps)

    @torch.jit.export
    def embed(self, ids: Tensor, p: dict[str, Tensor]) -> Tensor:
        """The first layer's input [M, hidden]."""
        return F.embedding(ids, p["model.embed_tokens.weight"])

    @torch.jit.export
    def layer(
        self,
        x: Tensor,
        pos: Tensor,
        blocks: Tensor,
        cos: Tensor,
        sin: Tensor,
        cfg: Tensor,
        p: dict[str, Tensor],
    ) -> Tensor:
        """One layer."""
        c = cos.index_select(0, pos).unsqueeze(1)
        s = sin.index_select(0, pos).unsqueeze(1)
        sizes: list[int] = blocks.flatten().tolist()
        pre = "model.layers." + str(int(cfg[4])) + "."
        mask = self.mask(x, sizes)
        return self.block(x, c, s, sizes, mask, p, pre, float(cfg[0]), float(cfg[3]))

    @torch.jit.export
    def tail(self, x: Tensor, resp: Tensor, cfg: Tensor, p: dict[str, Tensor]) -> Tensor:
        """The normed states [N, hidden] of tokens that predict, from the last layer's output."""
        return self.norm(x.index_select(0, resp), p["model.norm.weight"], float(cfg[0]))

    def head_weight(self, p: dict[str, Tensor]) -> Tensor:
        return p["lm_head.weight"] if "lm_head.weight" in p else p["model.embed_tokens.weight"]

    @torch.jit.export
    def head(self, h: Tensor, tgt: Tensor, cfg: Tensor, p: dict[str, Tensor]) -> Tensor:
        """Log-probabilities of the targets and entropies, [2, N], without a graph."""
        with torch.no_grad():
            w = self.head_weight(p)
            step = int(cfg[2])
            out = torch.empty([2, h.size(0)], dtype=h.dtype, device=h.device)
            for a in range(0, h.size(0), step):
                b = min(a + step, h.size(0))
                logp = F.linear(h[a:b], w).log_softmax(-1)
                out[0, a:b] = logp.gather(1, tgt[a:b].unsqueeze(1)).squeeze(1)
                out[1, a:b] = -(logp.exp() * logp).sum(-1)
            return out

    @torch.jit.export
    def head_log_probs(self, h: Tensor, tgt: Tensor, cfg: Tensor, p: dict[str, Tensor]) -> Tensor:
        """Log-probabilities of the targets alone, [1, N], without a graph."""
        with torch.no_grad():
            w = self.head_weight(p)
            step = int(cfg[2])
            out = torch.empty([1, h.size(0)], dtype=h.dtype, device=h.device)
            for a in range(0, h.size(0), step):
                b = min(a + step, h.size(0))
                z = F.linear(h[a:b], w)
                out[0, a:b] = z.gather(1, tgt[a:b].unsqueeze(1)).squeeze(1) - z.logsumexp(-1)
            return out

    @torch.jit.export
    def head_vjp(
        self,
        h: Tensor,
        tgt: Tensor,
        dlogp: Tensor,
        dent: Tensor,
        cfg: Tensor,
        p: dict[str, Tensor],
    ) -> Tensor:
        """The derivative by h [N, hidden]; the derivative by the head's weight is added to its
        gradient. With z the logits, q their softmax and H its entropy:
        dz = dlogp * onehot - q * (dlogp + dent * (log q + H)). An empty dent stands for zeros.
        """
        with torch.no_grad():
            w = self.head_weight(p)
            step = int(cfg[2])
            dh = torch.empty_like(h)
            for a in range(0, h.size(0), step):
                b = min(a + step, h.size(0))
                g = dlogp[a:b].unsqueeze(1)
                z = F.linear(h[a:b], w).log_softmax(-1)
                if dent.numel() > 0:
                    q = z.exp()
                    ent = -(q * z).sum(-1, keepdim=True)
                    d = z.add_(ent).mul_(dent[a:b].unsqueeze(1)).add_(g).mul_(q).neg_()
                else:
                    d = z.exp_().mul_(-g)
                d.scatter_add_(1, tgt[a:b].unsqueeze(1), g)
                dh[a:b] = d.mm(w)
                if w.requires_grad:
                    w.grad.addmm_(d.t(), h[a:b])
            return dh

    @torch.jit.export
    def gradient_norm(self, like: Tensor, p: dict[str, Tensor]) -> Tensor:
        """The Euclidean norm of all gradients, [1] in float64."""
        with torch.no_grad():
            total = torch.zeros([1], dtype=torch.float64)
            for t in p.values():
                n = torch.linalg.vector_norm(t.grad).to(torch.float64)
                total += n * n
            return total.sqrt_()

    @torch.jit.export
    def clear(self, like: Tensor, p: dict[str, Tensor]) -> Tensor:
        """Makes all gradients zero."""
        with torch.no_grad():
            for t in p.values():
                t.grad.zero_()
        return like

    @torch.jit.export
    def adamw(
        self,
        hyper: Tensor,
        p: dict[str, Tensor],
        m: dict[str, Tensor],
        v: dict[str, Tensor],
    ) -> Tensor:
        """Changes p, m and v in place and makes the gradients zero.

        hyper: float64 [rate, beta1, beta2, epsilon, decay, factor of the gradient, step from 1]
        """
        lr = float(hyper[0])
        b1 = float(hyper[1])
        b2 = float(hyper[2])
        eps = float(hyper[3])
        decay = float(hyper[4])
        factor = float(hyper[5])
        step = float(hyper[6])
        c1 = 1.0 - b1**step
        c2 = (1.0 - b2**step) ** 0.5
        with torch.no_grad():
            for n, t in p.items():
                g = t.grad
                if factor != 1.0:
                    g.mul_(factor)
                if decay != 0.0 and t.dim() > 1:
                    t.mul_(1.0 - lr * decay)
                m[n].lerp_(g, 1.0 - b1)
                v[n].mul_(b2).addcmul_(g, g, value=1.0 - b2)
                g.copy_(v[n]).sqrt_().div_(c2).add_(eps)
                t.addcdiv_(m[n], g, value=-lr / c1)
                g.zero_()
        return hyper

    @torch.jit.export
    def assign(self, target: Tensor, source: Tensor) -> Tensor:
        """Copies bit by bit, converting where the types differ."""
        with torch.no_grad():
            target.copy_(source)
        return source

    @torch.jit.export
    def merged(self, w: Tensor, a: Tensor, b: Tensor, cfg: Tensor) -> Tensor:
        """A weight with its low-rank adapter in it."""
        with torch.no_grad():
            return w + b.mm(a) * float(cfg[3])

    @torch.jit.export
    def touch(self, like: Tensor, p: dict[str, Tensor]) -> Tensor:
        """A number that depends on every weight, to give each a gradient of zeros."""
        total = torch.zeros([1], dtype=like.dtype, device=like.device)
        for t in p.values():
            total = total + t.sum() * 0.0
        return total
