-- The feed tells the state of the park after its settings: what came later moves back by one.
-- First far away: a ticket and its state share a key.
UPDATE admission.feed_known SET rank = rank + 101 WHERE rank >= 2;
UPDATE admission.feed_known SET rank = rank - 100 WHERE rank > 100;
UPDATE admission.feed_news SET rank = rank + 1 WHERE rank >= 2;
