import type { INodeExecutionData } from 'n8n-workflow';

import type { Failure } from '../../shared/api/failure';
import { newRequestId } from '../../shared/api/requestIds';
import type { SentChange } from './send/decision';

/** What is remembered of one item. */
export interface Memory {
	/** The MS-RequestId of all attempts of its request. */
	readonly requestId: string;
	/** Its output, after it has succeeded. */
	output?: INodeExecutionData[];
	/** The last failure after which it is unknown whether the request was executed. */
	unknown?: Failure;
	/** The change that was sent last. */
	last?: SentChange;
}

/** How the run's own changes have replaced an eTag: which item led to which eTag. */
interface ETagChain {
	from: string;
	steps: Array<{ itemIndex: number; to: string | undefined }>;
}

/** The eTag to guard a change with, and whether the run may have changed the referral after it. */
export interface CurrentETag {
	eTag: string;
	ownChangeAfter: boolean;
}

/**
 * What outlives one attempt of the node: n8n's Retry On Fail runs all items again, with the same data. An
 * item that has succeeded is not sent again, and a change of unknown outcome is looked for first.
 */
export class History {
	private readonly memories = new Map<number, Memory>();

	private readonly chains = new Map<string, ETagChain>();

	memoryOf(itemIndex: number): Memory {
		let memory = this.memories.get(itemIndex);
		if (memory === undefined) {
			memory = { requestId: newRequestId() };
			this.memories.set(itemIndex, memory);
		}
		return memory;
	}

	/**
	 * Records that a change of this run, guarded by one eTag of a referral, led to another one.
	 *
	 * @param to undefined if the change was made, or may have been, and no answer to it contained the new eTag
	 */
	advance(referralKey: string, itemIndex: number, from: string, to?: string): void {
		const known = this.chains.get(referralKey);
		const continues =
			known !== undefined && (known.from === from || known.steps.some((step) => step.to === from));
		const chain = continues ? known : { from, steps: [] };
		chain.steps.push({ itemIndex, to });
		this.chains.set(referralKey, chain);
	}

	/**
	 * What the changes of earlier items have turned an eTag into, so that the run does not conflict with
	 * itself. An item that is tried again must not overwrite the change of a later one.
	 */
	current(referralKey: string, itemIndex: number, eTag: string): CurrentETag {
		const { from, steps } = this.chains.get(referralKey) ?? { from: '', steps: [] };
		const start = from === eTag ? 0 : steps.findIndex((step) => step.to === eTag) + 1;
		if (from !== eTag && start === 0) return { eTag, ownChangeAfter: false };
		const after = steps.slice(start);
		const last = after.filter((step) => step.itemIndex < itemIndex && step.to !== undefined).at(-1);
		return {
			eTag: last?.to ?? eTag,
			ownChangeAfter: after.some((step) => step.to === undefined || step.itemIndex > itemIndex),
		};
	}
}
