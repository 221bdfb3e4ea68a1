"""The token labeller."""

import torch
from torch import nn

LABELS = ("B", "I", "O", "E")
BEGIN, INNER, OUTSIDE, END = range(4)


class TokenCritic(nn.Module):
    """An encoder and a linear head over B, I, O, E for each token."""

    def __init__(self, encoder, dropout=0.1):
        super().__init__()
        self.encoder = encoder
        self.dropout = nn.Dropout(dropout)
        self.head = nn.Linear(encoder.config.hidden_size, len(LABELS))
        nn.init.normal_(self.head.weight, std=0.02)
        with torch.no_grad():
            # Most tokens are outside; starting there saves the first few hundred steps.
            self.head.bias.copy_(torch.tensor([-1.0, 0.0, 2.0, -1.0]))

    def forward(self, input_ids, attention_mask, token_type_ids):
        states = self.encoder(
            input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids
        ).last_hidden_state
        return self.head(self.dropout(states))


def freeze_embeddings(critic):
    """Word vectors hold half of the parameters and gain nothing from a few thousand questions."""
    for parameter in critic.encoder.embeddings.parameters():
        parameter.requires_grad_(False)
