import type { Referral } from '../../../shared/referral/referral';
import { entityTag } from '../../../shared/values/entityTag';
import { accepted } from '../../../shared/values/reader';
import { differences, withoutExistingRows } from '../../jsonPatch/differences';
import type { PreviousState } from '../../jsonPatch/differences';
import type { PatchDocument, PatchOperation } from '../../jsonPatch/patchDocument';

/** A change as it was sent. */
export interface SentChange {
	document: PatchDocument;
	/** The eTag that guarded it; undefined if it was unguarded. */
	eTag?: string;
	/** The referral as it was read before; undefined if it was not read. */
	referral?: Referral;
}

/** What is known in addition to what the referral shows now. */
export interface Known {
	/** The referral when it was first read; undefined if it was not read before. */
	before?: PreviousState;
	/** The change that was sent last. */
	last?: SentChange;
	/** Whether an attempt may have been executed. */
	mayBeExecuted: boolean;
	skipsExistingRows: boolean;
	/** Whether the user supplied the eTag. */
	hasUserTag: boolean;
	/** Whether the change was unclear in an earlier attempt of the node. */
	wasUnclear: boolean;
	/** Whether a later item of the run has changed the referral. */
	isChangedByLaterItem: boolean;
}

export type Decision =
	| { kind: 'applied' }
	| { kind: 'send'; document: PatchDocument }
	| { kind: 'unclear'; inDoubt: PatchDocument };

/**
 * What is left to do of a change that was sent, given what the referral shows now. The first row that applies
 * decides:
 *
 * | evidence | decision |
 * |---|---|
 * | the eTag is still the one that guarded the last attempt: nothing happened | send what was sent last |
 * | an operation is unclear, see `differences` | unclear |
 * | nothing is left to do | applied |
 * | something is left to do, but the user supplied an eTag, which no longer matches, or it was unclear before | unclear |
 * | a value is left to be written, but a later item of the run has changed the referral | unclear |
 * | something is left to do | send exactly that, guarded by the eTag just read |
 *
 * @param requested the whole change, with the pointers that apply to the referral now
 */
export function decide(requested: PatchDocument, now: Referral, known: Known): Decision {
	const { last, mayBeExecuted, hasUserTag, wasUnclear, isChangedByLaterItem } = known;
	if (last && isSameTag(last.eTag, now.eTag)) return { kind: 'send', document: last.document };
	const { left, unclear } = differences(requested, now, { ...known, mayBeApplied: mayBeExecuted });
	if (unclear.length > 0) return { kind: 'unclear', inDoubt: unclear };
	if (left.length === 0) return { kind: 'applied' };
	return hasUserTag || wasUnclear || (isChangedByLaterItem && left.some(writesValue))
		? { kind: 'unclear', inDoubt: left }
		: { kind: 'send', document: left };
}

/** Whether the operation overwrites what is there; `add` does so, too, unless it appends a row. */
function writesValue({ op, path }: PatchOperation): boolean {
	return op === 'replace' || !path.endsWith('/-');
}

/** How a change is made smaller before it is sent for the first time. */
export interface Reduction {
	/** Whether to omit every operation whose value the referral already has. */
	onlyChanges?: boolean;
	/** Whether to omit rows that the referral already has. */
	skipsExistingRows?: boolean;
}

/** What to send of a change that can't have been executed yet, given what the referral shows now. */
export function firstDecision(
	requested: PatchDocument,
	now: Referral,
	{ onlyChanges, skipsExistingRows }: Reduction,
): Decision {
	const document = onlyChanges
		? differences(requested, now, { skipsExistingRows, mayBeApplied: false }).left
		: skipsExistingRows
			? withoutExistingRows(requested, now)
			: requested;
	return document.length === 0 ? { kind: 'applied' } : { kind: 'send', document };
}

/** Whether both are the same entity tag; the service may omit the quotes. */
export function isSameTag(one: unknown, other: unknown): boolean {
	const tag = accepted(entityTag, one);
	const bare = (text: string) => text.replace(/^W\/|"/g, '');
	return tag !== undefined && bare(tag) === bare(accepted(entityTag, other) ?? '');
}
