import { DataDeduplicationService } from 'n8n-core';
import type { DeduplicationItemTypes, IDataDeduplicator } from 'n8n-workflow';

/** Starts what n8n's server has for the node Remove Duplicates, without anything that an earlier test has recorded. */
export async function startDeduplication(): Promise<void> {
	// n8n-core allows one service per process, which test files share.
	Reflect.deleteProperty(DataDeduplicationService, 'instance');
	await DataDeduplicationService.init(deduplicator());
}

/** Keeps in memory what the server keeps in its database. */
function deduplicator(): IDataDeduplicator {
	const seen = new Set<DeduplicationItemTypes>();
	return {
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
}
