import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { Failure } from '../../shared/api/failure';
import { newRequestId } from '../../shared/api/requestIds';

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

/** What our own changes have made of an eTag: which item led to which tag. */
interface Succession {
	from: string;
	steps: Array<{ itemIndex: number; to: string | undefined }>;
}

/** The eTag to guard a change with, and whether changes of our own may stand between it and the referral. */
export interface Current {
	eTag: string;
	ownChangeAfter: boolean;
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

	/**
	 * Notes that a change of ours, guarded by one eTag of a referral, has led to another one.
	 *
	 * @param to none where the change was made, or may have been, and no answer to it said which
	 */
	moved(turn: string, itemIndex: number, from: string, to?: string): void {
		const known = this.successions.get(turn);
		const goesOn =
			known !== undefined && (known.from === from || known.steps.some((step) => step.to === from));
		const succession = goesOn ? known : { from, steps: [] };
		succession.steps.push({ itemIndex, to });
		this.successions.set(turn, succession);
	}

	/**
	 * What an eTag has become by our own changes, as those of earlier items: we are not our own conflict,
	 * but an item that is tried again must not overwrite what a later one has written.
	 */
	current(turn: string, itemIndex: number, eTag: string): Current {
		const { from, steps } = this.successions.get(turn) ?? { from: '', steps: [] };
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
