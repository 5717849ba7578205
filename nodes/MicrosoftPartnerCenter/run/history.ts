import type { INodeExecutionData } from 'n8n-workflow';

import { newRequestId } from '../../shared/api/requestIds';
import { ETagChain } from './eTagChain';
import type { CurrentETag, OwnChanges, SendMemory } from './send/sendable';

/** What is remembered of one item. */
export interface Memory extends SendMemory {
	/** Identifies the item, or a tool call by its content, in all attempts of the node. */
	readonly key: string;
	/** Its position among the items of the run or, if an agent calls the node, among the calls. */
	readonly position: number;
	/** The MS-RequestId of all attempts of its request. */
	readonly requestId: string;
	/** Its output, after it has succeeded. */
	output?: INodeExecutionData[];
	/** How many items use it now; more than one if an agent makes the same call several times at once. */
	users: number;
}

/** What was sent for the items of a run: requests that read, and requests that write. */
export interface Sent {
	isRead: boolean;
	isWritten: boolean;
}

/**
 * What outlives one attempt of the node: n8n's Retry On Fail runs all items again, with the same data. An
 * item that has succeeded is not sent again, and a change of unknown outcome is looked for first.
 */
export class History implements OwnChanges {
	private readonly memories = new Map<string, Memory>();

	private count = 0;

	private readonly chains = new Map<string, ETagChain>();

	/** By referral, the highest index of the items that have changed it. */
	private readonly lastItems = new Map<string, number>();

	/** By referral, the items that had nothing to change. */
	private readonly unchanged = new Map<string, Set<Memory>>();

	memoryOf(key: string): Memory {
		let memory = this.memories.get(key);
		if (memory === undefined) {
			memory = { key, position: this.count++, requestId: newRequestId(), users: 0 };
			this.memories.set(key, memory);
		}
		memory.users += 1;
		return memory;
	}

	/** What was sent for any item. */
	sent(): Sent {
		const memories = [...this.memories.values()];
		return {
			isRead: memories.some(({ isRead }) => isRead),
			isWritten: memories.some(({ isWritten }) => isWritten),
		};
	}

	/** Forgets a call, unless the same one is still under way: its outcome may become unknown. */
	forget({ key, users }: Memory): void {
		if (users === 0) this.memories.delete(key);
	}

	/** Records an item that had nothing to change. It is compared again if an item before it changes the referral after all. */
	recordUnchanged(referralKey: string, memory: Memory): void {
		const memories = this.unchanged.get(referralKey) ?? new Set();
		this.unchanged.set(referralKey, memories.add(memory));
	}

	record(referralKey: string, itemIndex: number, from?: string, to?: string): void {
		const last = this.lastItems.get(referralKey) ?? itemIndex;
		this.lastItems.set(referralKey, Math.max(last, itemIndex));
		const unchanged = this.unchanged.get(referralKey);
		for (const memory of unchanged ?? []) {
			if (memory.position <= itemIndex) continue;
			memory.output = undefined;
			unchanged!.delete(memory);
		}

		if (from === undefined) return;
		let chain = this.chains.get(referralKey);
		if (chain === undefined || !chain.contains(from)) {
			this.chains.set(referralKey, (chain = new ETagChain(from)));
		}
		chain.add({ itemIndex, to });
	}

	isChangedAfter(referralKey: string, itemIndex: number): boolean {
		return (this.lastItems.get(referralKey) ?? itemIndex) > itemIndex;
	}

	current(referralKey: string, itemIndex: number, eTag: string): CurrentETag {
		return (
			this.chains.get(referralKey)?.current(itemIndex, eTag) ?? { eTag, ownChangeAfter: false }
		);
	}
}
