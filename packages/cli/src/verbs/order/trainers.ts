/** What is put beside an ordered corpus: trainers shuffle unless told not to. */
export const trainerSettings = `# Keep the order

The texts of \`ordered.*\` stand in reading order: each has at most D new skills when its turn comes (D is the learner of
\`report.json\`). Files \`stage-*\` hold the same texts, stage by stage; \`ids.txt\` their names. Most trainers shuffle
unless they are told not to, and packing may reorder as well:

| trainer | settings |
|---|---|
| PyTorch \`DataLoader\` | \`shuffle=False\`, no random sampler; with several processes \`DistributedSampler(..., shuffle=False)\` |
| Transformers \`Trainer\`, 5.x | \`train_sampling_strategy="sequential"\` |
| Transformers \`Trainer\`, 4.x | a subclass whose \`_get_train_sampler\` returns \`SequentialSampler(self.train_dataset)\`; \`group_by_length=False\` |
| TRL \`SFTTrainer\` | as for \`Trainer\`; \`packing=False\`, or \`packing_strategy="wrapped"\` ("bfd" sorts by length) |
| Axolotl | \`curriculum_sampling: true\`, \`shuffle_merged_datasets: false\`, \`sample_packing: false\` |
| LLaMA-Factory | \`disable_shuffling: true\`, \`packing: false\` |
| torchtune | \`shuffle: False\` |
| MosaicML Streaming | \`StreamingDataset(..., shuffle=False)\` |

With several files, train on them one after the other instead of mixing them. Settings change with versions: check the
first batches of a run against \`ids.txt\`. Within a stage of a single round the order does not matter, so shuffling
inside such a stage is safe.
`;
