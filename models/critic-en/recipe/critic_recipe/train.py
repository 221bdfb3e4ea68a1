"""Trains a critic. Run again with the same output folder to resume."""

import argparse
import json
import os
import time
from dataclasses import asdict, dataclass, fields
from pathlib import Path

import torch

from critic_recipe import backbone, checkpoint
from critic_recipe.batches import collate, plan
from critic_recipe.groups import Corpus, Mixture
from critic_recipe.losses import drop_outside, ranking_loss, tag_loss, unit_logits
from critic_recipe.model import TokenCritic, freeze_embeddings
from critic_recipe.watch import measure
from critic_recipe.windows import Tokens, tokenise


@dataclass(frozen=True)
class Settings:
    seed: int = 1
    threads: int = 2
    tokens_per_batch: int = 8192
    learning_rate: float = 1.5e-4
    weight_decay: float = 0.01
    warm_up: float = 0.06
    clip: float = 1.0
    loss: str = "ce"
    begin_end_weight: float = 1.0
    outside_drop: float = 0.5
    ranking_weight: float = 0.2
    checkpoint_every: int = 200
    watch_every: int = 400
    stop_after: int = 0
    hotpot_passes: int = 3
    single: int = 14000
    papers: int = 1200
    meetings: int = 500

    def mixture(self):
        return Mixture(self.hotpot_passes, self.single, self.papers, self.meetings)


class Run:
    def __init__(self, settings, data, jar, out):
        self.settings, self.out = settings, out
        torch.set_num_threads(settings.threads)
        torch.manual_seed(settings.seed)
        torch.use_deterministic_algorithms(True)
        graph, tokenizer = backbone.unpack(jar, out / "backbone")
        self.tokens = Tokens(backbone.load_tokenizer(tokenizer))
        corpus = Corpus(data)
        self.watched = corpus.held_out_groups()
        groups = [tokenise(g, self.tokens) for g in corpus.training_groups(settings.mixture(), settings.seed)]
        self.steps = plan(groups, settings.tokens_per_batch, settings.seed)
        self.critic = TokenCritic(backbone.load_encoder(graph))
        freeze_embeddings(self.critic)
        self.optimizer = torch.optim.AdamW(self._parameters(), lr=settings.learning_rate)
        self.generator = torch.Generator().manual_seed(settings.seed)
        w = settings.begin_end_weight
        self.weights = torch.tensor([w, 1.0, 1.0, w])
        self.log(windows=sum(len(g.windows) for g in groups), groups=len(groups), steps=len(self.steps), **asdict(settings))

    def train(self):
        path = self.out / "checkpoint.safetensors"
        done = 0
        if path.exists():
            done = checkpoint.load(path, self.critic, self.optimizer, self.generator)["steps"]
        self.critic.train()
        began, tokens = time.time(), 0
        last = min(len(self.steps), self.settings.stop_after or len(self.steps))
        for step in range(done, last):
            batch = collate(self.steps[step], self.tokens.end)
            losses = self._step(batch, step)
            tokens += int(batch.attention_mask.sum())
            if (step + 1) % 20 == 0:
                self.log(step=step + 1, **losses, tokens_per_second=round(tokens / (time.time() - began)))
            if (step + 1) % self.settings.checkpoint_every == 0 or step + 1 == last:
                checkpoint.save(path, self.critic, self.optimizer, self.generator, {"steps": step + 1})
            if (step + 1) % self.settings.watch_every == 0 or step + 1 == last:
                self.log(step=step + 1, **measure(self.critic, self.watched, self.tokens))

    def _step(self, batch, step):
        for group in self.optimizer.param_groups:
            group["lr"] = self.settings.learning_rate * self._schedule(step)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            logits = self.critic(batch.input_ids, batch.attention_mask, batch.token_type_ids)
        logits = logits.flatten(0, 1)
        labels = drop_outside(batch.labels.flatten(), self.settings.outside_drop, self.generator)
        tags = tag_loss(logits, labels, self.weights, self.settings.loss)
        scores = unit_logits(logits, batch.unit_of.flatten(), len(batch.positive))
        ranked = batch.ranked
        rank = ranking_loss(scores[ranked], batch.positive[ranked], batch.group_of[ranked]) if ranked.any() else tags * 0
        (tags + self.settings.ranking_weight * rank).backward()
        torch.nn.utils.clip_grad_norm_(self.critic.parameters(), self.settings.clip)
        self.optimizer.step()
        self.optimizer.zero_grad(set_to_none=True)
        return {"tags": round(tags.item(), 4), "ranking": round(rank.item(), 4)}

    def _schedule(self, step):
        """Linear warm-up, then linear decay to a twentieth."""
        total, warm = len(self.steps), self.settings.warm_up * len(self.steps)
        if step < warm:
            return (step + 1) / warm
        return max(0.05, (total - step) / (total - warm))

    def _parameters(self):
        named = [(n, p) for n, p in self.critic.named_parameters() if p.requires_grad]
        plain = [p for n, p in named if "LayerNorm" in n or n.endswith("bias")]
        decayed = [p for n, p in named if not ("LayerNorm" in n or n.endswith("bias"))]
        return [
            {"params": decayed, "weight_decay": self.settings.weight_decay},
            {"params": plain, "weight_decay": 0.0},
        ]

    def log(self, **values):
        line = json.dumps(values)
        print(line, flush=True)
        with (self.out / "log.jsonl").open("a", encoding="utf-8") as file:
            file.write(line + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the evidence files")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--jar", type=Path, default=backbone.default_jar())
    for field in fields(Settings):
        parser.add_argument("--" + field.name.replace("_", "-"), type=field.type, default=field.default)
    args = vars(parser.parse_args())
    data, out, jar = args.pop("data"), args.pop("out"), args.pop("jar")
    out.mkdir(parents=True, exist_ok=True)
    if os.environ.get("OMP_WAIT_POLICY", "").upper() != "PASSIVE":
        print("OMP_WAIT_POLICY is not PASSIVE: spinning threads can cost most of the time")
    Run(Settings(**args), data, jar, out).train()


if __name__ == "__main__":
    main()
