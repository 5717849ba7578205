import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { Failure } from './failure';
import { newRequestId } from './identity';

/** What is remembered of one item. */
export interface Memory {
	/** The MS-RequestId of all tries of its request. */
	readonly requestId: string;
	/** What it gave out, once it has succeeded. */
	givenOut?: INodeExecutionData[];
	/** Its last failure, as long as it was sent and nobody knows what became of it. */
	unsettled?: Failure;
	/** The referral as it was last read before the change. */
	before?: IDataObject;
}

/** The eTags that one referral has had by our own changes, one after the other. */
interface Succession {
	tags: Set<string>;
	last: string;
}

/**
 * What outlives one run of a node: n8n's Retry On Fail runs all of its items again, with the same data.
 * An item that has succeeded is not sent again, and one whose outcome is unknown is looked for first.
 */
export class History {
	private readonly memories = new Map<number, Memory>();

	private readonly successions = new Map<string, Succession>();

	memoryOf(itemIndex: number): Memory {
		let memory = this.memories.get(itemIndex);
		if (memory === undefined) {
			memory = { requestId: newRequestId() };
			this.memories.set(itemIndex, memory);
		}
		return memory;
	}

	/** Notes that a change of ours, guarded by one eTag of a referral, has led to another one. */
	moved(referralId: string, from: string, to: string): void {
		const succession = this.successions.get(referralId);
		if (succession?.tags.has(from)) {
			succession.tags.add(to);
			succession.last = to;
		} else {
			this.successions.set(referralId, { tags: new Set([from, to]), last: to });
		}
	}

	/** What an eTag has become by our own changes: we are not our own conflict. */
	current(referralId: string, eTag: string): string {
		const succession = this.successions.get(referralId);
		return succession?.tags.has(eTag) ? succession.last : eTag;
	}
}
