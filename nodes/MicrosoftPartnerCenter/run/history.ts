import type { INodeExecutionData } from 'n8n-workflow';

import { newRequestId } from '../../shared/api/requestIds';
import { ETagChain } from './eTagChain';
import type { CurrentETag, OwnChanges, SendMemory } from './send/sendable';

/** What is remembered of one item. */
export interface Memory extends SendMemory {
	/** The MS-RequestId of all attempts of its request. */
	readonly requestId: string;
	/** Its output, after it has succeeded. */
	output?: INodeExecutionData[];
}

/** How often a referral was changed. */
interface ChangeCount {
	total: number;
	byItem: Map<number, number>;
}

/**
 * What outlives one attempt of the node: n8n's Retry On Fail runs all items again, with the same data. An
 * item that has succeeded is not sent again, and a change of unknown outcome is looked for first.
 */
export class History implements OwnChanges {
	private readonly memories = new Map<number, Memory>();

	private readonly chains = new Map<string, ETagChain>();

	private readonly counts = new Map<string, ChangeCount>();

	memoryOf(itemIndex: number): Memory {
		let memory = this.memories.get(itemIndex);
		if (memory === undefined) {
			memory = { requestId: newRequestId() };
			this.memories.set(itemIndex, memory);
		}
		return memory;
	}

	record(referralKey: string, itemIndex: number, from?: string, to?: string): void {
		const count = this.counts.get(referralKey) ?? { total: 0, byItem: new Map<number, number>() };
		count.total += 1;
		count.byItem.set(itemIndex, (count.byItem.get(itemIndex) ?? 0) + 1);
		this.counts.set(referralKey, count);

		if (from === undefined) return;
		let chain = this.chains.get(referralKey);
		if (chain === undefined || !chain.contains(from)) {
			this.chains.set(referralKey, (chain = new ETagChain(from)));
		}
		chain.add({ itemIndex, to });
	}

	byOthers(referralKey: string, itemIndex: number): number {
		const count = this.counts.get(referralKey);
		return count === undefined ? 0 : count.total - (count.byItem.get(itemIndex) ?? 0);
	}

	current(referralKey: string, itemIndex: number, eTag: string): CurrentETag {
		return (
			this.chains.get(referralKey)?.current(itemIndex, eTag) ?? { eTag, ownChangeAfter: false }
		);
	}
}
