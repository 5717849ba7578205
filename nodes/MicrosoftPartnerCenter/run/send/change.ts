import { eTagOf, referralIn } from '../../../shared/api/answer';
import type { Answer } from '../../../shared/api/answer';
import type { Failure } from '../../../shared/api/failure';
import { isRejected, nextStep, verdictOn } from '../../../shared/api/retryPolicy';
import type { Referral } from '../../../shared/referral/referral';
import { entityTag } from '../../../shared/values/entityTag';
import { accepted } from '../../../shared/values/reader';
import { withoutExistingRows } from '../../jsonPatch/differences';
import type { PatchDocument } from '../../jsonPatch/patchDocument';
import { attempt } from './attempt';
import { decide, isSameTag } from './decision';
import type { Decision, SentChange } from './decision';
import type { Outcome } from './outcome';
import { previewOf } from './preview';
import { Retries } from './retries';
import type { CurrentETag, SendableItem, SendingRun } from './sendable';

/** What to do after reading the referral: send this change, or end with this outcome. */
type Next = { kind: 'send'; change: SentChange } | Outcome;

/** A failure that the service has not reported. */
const NO_ANSWER: Failure = { kind: 'failure', codes: [], text: '' };

/** Sends a change until its outcome is known; performs the requests that `decide` asks for. */
export class Change {
	private readonly retries: Retries;

	private readonly start = performance.now();

	private count = 0;

	constructor(
		private readonly item: SendableItem,
		private readonly run: SendingRun,
	) {
		this.retries = new Retries(run.maxRetries);
	}

	async send(): Promise<Outcome> {
		const { item, run, retries } = this;
		const readsFirst = item.memory.unknown !== undefined || this.needsTag || this.isOvertaken;
		let next = readsFirst ? await this.readAndDecide() : this.requested;
		for (;;) {
			if (next.kind !== 'send') return next;
			const { change } = next;
			const outcome = await attempt({ item, run, retries }, 'PATCH', () => this.sendOnce(change));
			if (outcome.kind === 'answer') return this.succeeded(outcome, change.eTag);
			if (outcome.kind === 'notSent') return outcome;

			const isRepetition = item.memory.unknown !== undefined;
			if (verdictOn(outcome) === 'unknown') item.memory.unknown = outcome;
			const isConflict = outcome.status === 412 && !this.userTag && change.eTag !== undefined;
			if (!isConflict && nextStep('PATCH', outcome, isRepetition) !== 'readBack') {
				return this.failed(outcome);
			}
			const wait = retries.areOff ? undefined : retries.waitAfter(outcome);
			if (wait === undefined) return this.failed(outcome);
			await run.rateLimit.wait(wait);
			next = await this.readAndDecide(outcome);
		}
	}

	/** Sends nothing. Reads the referral only if the document depends on it. */
	async preview(): Promise<Outcome> {
		const { plan, request } = this.item;
		const next = plan.resolve ? await this.readAndDecide() : this.requested;
		if (next.kind !== 'send') return next;
		const { document, eTag } = next.change;
		const headers = { ...request.headers, ...(eTag && { 'If-Match': eTag }) };
		return { kind: 'preview', request: previewOf({ ...request, headers, body: document }) };
	}

	/** @param failure why the change would have to be sent again, if it was sent */
	private async readAndDecide(failure?: Failure): Promise<Next> {
		const { item, run } = this;
		const { memory, plan } = item;
		const retries = new Retries(run.maxRetries);
		const reading = await attempt({ item, run, retries }, 'GET', () => item.read());
		this.retries.rejectedWait ??= retries.rejectedWait;
		if (reading.kind === 'notSent') return reading;
		if (reading.kind === 'failure') {
			return this.failed(memory.unknown ? (failure ?? memory.unknown) : reading);
		}

		const referral = referralIn(reading)!;
		const wasSent = failure !== undefined || memory.unknown !== undefined;
		let requested: PatchDocument;
		try {
			requested = plan.resolve?.(item.document, referral) ?? item.document;
		} catch (error) {
			return wasSent
				? this.unclear(memory.last?.document ?? item.document, failure)
				: { kind: 'invalid', error: error as Error };
		}
		const isKnown =
			wasSent || this.isOvertaken || (memory.before !== undefined && this.userTag === undefined);
		const decision = isKnown
			? this.decisionOn(requested, referral)
			: this.firstDecision(requested, referral);
		switch (decision.kind) {
			case 'applied':
				return wasSent ? this.found(reading) : { kind: 'unchanged', referral };
			case 'unclear':
				return this.unclear(decision.inDoubt, failure);
			case 'send':
				return this.next(decision.document, requested, referral, failure);
		}
	}

	private decisionOn(requested: PatchDocument, referral: Referral): Decision {
		const { memory, plan } = this.item;
		return decide(requested, referral, {
			before: memory.before,
			last: memory.last,
			mayBeExecuted: memory.unknown !== undefined,
			skipsExistingRows: plan.skipsExistingRows ?? false,
			hasUserTag: this.userTag !== undefined,
			wasUnclear: memory.isUnclear ?? false,
			isChangedByLaterItem: this.isChangedByLaterItem,
		});
	}

	/** Nothing was sent yet: the whole change is to be made, except for rows that may be skipped. */
	private firstDecision(requested: PatchDocument, referral: Referral): Decision {
		const { skipsExistingRows } = this.item.plan;
		const document = skipsExistingRows ? withoutExistingRows(requested, referral) : requested;
		return document.length === 0 ? { kind: 'applied' } : { kind: 'send', document };
	}

	private next(
		document: PatchDocument,
		requested: PatchDocument,
		referral: Referral,
		failure?: Failure,
	): Next {
		const { memory } = this.item;
		const eTag = this.userTag?.eTag ?? accepted(entityTag, referral.eTag);
		if (eTag === undefined && this.needsTag) {
			return this.failed({ ...NO_ANSWER, ...failure, problem: 'missingETag' });
		}
		if (failure) {
			// The service has examined the change in this very state, and does not accept it.
			const isDecided = isRejected(failure) && isSameTag(memory.last?.eTag, referral.eTag);
			if (isDecided || !this.retries.take()) {
				return this.failed(failure, { isNotShown: document.length === requested.length });
			}
		}
		memory.before ??= { referral, document: requested };
		return { kind: 'send', change: { document, eTag } };
	}

	private async sendOnce(change: SentChange): Promise<Answer | Failure> {
		const { item } = this;
		this.count += 1;
		item.memory.last = change;
		const outcome = await item.send(change);
		const isNotExecuted = outcome.kind === 'failure' && verdictOn(outcome) === 'notExecuted';
		if (isNotExecuted && !item.memory.unknown) item.isSent = false;
		return outcome;
	}

	private get requested(): Next {
		return { kind: 'send', change: { document: this.item.document, eTag: this.userTag?.eTag } };
	}

	/** The eTag that the user supplied, advanced by the run's own changes. */
	private get userTag(): CurrentETag | undefined {
		const { userTag } = this.item;
		return userTag === undefined ? undefined : this.current(userTag);
	}

	private current(eTag: string): CurrentETag {
		return this.run.history.current(this.item.referralKey, this.item.index, eTag);
	}

	/** Whether the referral has to be read before the change, and the change to be guarded. */
	private get needsTag(): boolean {
		const { plan, userTag } = this.item;
		if (plan.needsPrecondition && userTag === undefined) return true;
		return plan.skipsExistingRows === true || plan.resolve !== undefined;
	}

	/**
	 * Whether n8n tries the item again after a later one has changed the referral: what that one has written must not
	 * be overwritten. An eTag that the user supplied prevents that by itself.
	 */
	private get isOvertaken(): boolean {
		return this.userTag === undefined && this.isChangedByLaterItem;
	}

	private get isChangedByLaterItem(): boolean {
		const { referralKey, index } = this.item;
		return this.run.history.isChangedAfter(referralKey, index);
	}

	/** @param from the eTag that guarded the change */
	private succeeded(answer: Answer, from?: string): Answer {
		const { memory, referralKey, index } = this.item;
		const to = accepted(entityTag, eTagOf(answer));
		this.run.history.record(referralKey, index, from, to);
		memory.unknown = undefined;
		return answer;
	}

	/** The reading shows the change. Its eTag may be that of another user's later change. */
	private found(reading: Answer): Answer {
		this.recordIfUnknown();
		this.item.memory.unknown = undefined;
		return reading;
	}

	/** Without an attempt of unknown outcome, another user has changed the values in doubt. */
	private unclear(inDoubt: PatchDocument, failure?: Failure): Outcome {
		const { memory } = this.item;
		if (memory.unknown === undefined) {
			return this.failed({ ...NO_ANSWER, ...failure, problem: 'conflict' });
		}
		memory.isUnclear = true;
		const pointers = [...new Set(inDoubt.map(({ path }) => path.replace(/\/-$/, '')))];
		return { kind: 'unclear', inDoubt: pointers, failure: this.failed(failure ?? memory.unknown) };
	}

	/** The failure with an account of the attempts. */
	private failed(failure: Failure, { isNotShown = false } = {}): Failure {
		const { memory } = this.item;
		const guard = this.item.userTag ?? memory.last?.eTag;
		const ownChangeAfter =
			this.isChangedByLaterItem || (guard !== undefined && this.current(guard).ownChangeAfter);
		this.recordIfUnknown();
		return {
			...failure,
			attempts: {
				count: this.count,
				duration: performance.now() - this.start,
				requestedWait: this.retries.rejectedWait,
				mayBeExecuted: memory.unknown !== undefined,
				ownChangeAfter,
				isNotShown,
			},
		};
	}

	private recordIfUnknown(): void {
		const { memory, referralKey, index } = this.item;
		if (memory.unknown) this.run.history.record(referralKey, index, memory.last?.eTag);
	}
}
