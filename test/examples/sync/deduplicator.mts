import { DataDeduplicationService } from 'n8n-core';
import type { DeduplicationItemTypes, IDataDeduplicator } from 'n8n-workflow';

const seen = new Set<DeduplicationItemTypes>();

/** What n8n's server keeps in its database for the node Remove Duplicates. */
const deduplicator: IDataDeduplicator = {
	checkProcessedAndRecord(items) {
		const fresh = items.filter((item) => !seen.has(item));
		const processed = items.filter((item) => seen.has(item));
		for (const item of fresh) seen.add(item);
		return Promise.resolve({ new: fresh, processed });
	},
	removeProcessed: () => Promise.resolve(),
	clearAllProcessedItems: () => Promise.resolve(),
	getProcessedDataCount: () => Promise.resolve(seen.size),
};

let started: Promise<void> | undefined;

/** Starts without anything that an earlier test has recorded. n8n-core allows one service per process. */
export async function startDeduplication(): Promise<void> {
	seen.clear();
	started ??= DataDeduplicationService.init(deduplicator);
	await started;
}
