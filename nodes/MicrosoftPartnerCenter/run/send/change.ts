import { eTagOf, referralIn } from '../../../shared/api/answer';
import type { Answer } from '../../../shared/api/answer';
import type { Failure } from '../../../shared/api/failure';
import { isRejected, nextStep, verdictOn } from '../../../shared/api/retryPolicy';
import type { Referral } from '../../../shared/referral/referral';
import { entityTag } from '../../../shared/values/entityTag';
import { accepted } from '../../../shared/values/reader';
import { withoutExistingRows } from '../../jsonPatch/differences';
import type { PreviousState } from '../../jsonPatch/differences';
import type { PatchDocument } from '../../jsonPatch/patchDocument';
import { attempt } from './attempt';
import { decide, isSameTag } from './decision';
import type { Decision, SentChange } from './decision';
import { NOT_SENT } from './outcome';
import type { Outcome } from './outcome';
import { previewOf } from './preview';
import { Retries } from './retries';
import type { CurrentETag, SendableItem, SendingRun } from './sendable';

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
		let failure: Failure | undefined;
		let change = this.readsFirst ? undefined : this.requested;
		for (;;) {
			const next = change ?? (await this.readAndDecide(failure));
			if ('kind' in next) return next;
			const outcome = await attempt({ item, run, retries }, 'PATCH', () => this.sendOnce(next));
			if (outcome.kind === 'answer') return this.succeeded(outcome, next, eTagOf(outcome));
			if (outcome.kind === 'notSent') return outcome;

			const isRepetition = item.memory.unknown !== undefined;
			if (verdictOn(outcome) === 'unknown') item.memory.unknown = outcome;
			const isConflict = outcome.status === 412 && !this.userTag && next.eTag !== undefined;
			if (!isConflict && nextStep('PATCH', outcome, isRepetition) !== 'readBack') {
				return this.failed(outcome, next);
			}
			const wait = retries.areOff ? undefined : retries.waitAfter(outcome);
			if (wait === undefined) return this.failed(outcome, next);
			await run.rateLimit.wait(wait);
			failure = outcome;
			change = undefined;
		}
	}

	/** Sends nothing. Reads the referral only if the document depends on it. */
	async preview(): Promise<Outcome> {
		const next = this.item.plan.resolve ? await this.readAndDecide() : this.requested;
		if ('kind' in next) return next;
		const { request } = this.item;
		const headers = { ...request.headers, ...(next.eTag && { 'If-Match': next.eTag }) };
		return {
			kind: 'preview',
			request: previewOf({ ...request, headers, body: next.document }),
		};
	}

	/**
	 * Reads the referral and decides what is left to do.
	 *
	 * @param failure why the change would have to be sent again, if it was sent
	 * @returns the change to send next, or the outcome
	 */
	private async readAndDecide(failure?: Failure): Promise<SentChange | Outcome> {
		const { item, run } = this;
		const { memory, plan } = item;
		const retries = new Retries(run.maxRetries);
		const reading = await attempt({ item, run, retries }, 'GET', () => item.read());
		this.retries.rejectedWait ??= retries.rejectedWait;
		if (reading.kind === 'notSent') return NOT_SENT;
		if (reading.kind === 'failure') return this.failed(failure ?? memory.unknown ?? reading);

		const referral = referralIn(reading)!;
		const wasSent = failure !== undefined || memory.unknown !== undefined;
		let requested: PatchDocument;
		try {
			requested = plan.resolve?.(item.document, referral) ?? item.document;
		} catch (error) {
			return wasSent
				? this.unclear(item.document, failure)
				: { kind: 'invalid', error: error as Error };
		}
		const decision =
			wasSent || this.before
				? this.decide(requested, referral)
				: this.firstChange(requested, referral);
		switch (decision.kind) {
			case 'applied':
				return wasSent ? this.succeeded(reading) : { kind: 'unchanged', referral };
			case 'unclear':
				return this.unclear(decision.inDoubt, failure);
			case 'send':
				return this.nextChange(decision.document, { requested, referral, failure });
		}
	}

	private decide(requested: PatchDocument, referral: Referral): Decision {
		const { memory, plan } = this.item;
		return decide(requested, referral, {
			before: this.before,
			last: memory.last,
			hasUserTag: this.userTag !== undefined,
			skipsExistingRows: plan.skipsExistingRows ?? false,
		});
	}

	/** The first reading of the referral, unless another item of the run has changed the referral since. */
	private get before(): PreviousState | undefined {
		const { before } = this.item.memory;
		return before?.changesByOthers === this.changesByOthers ? before : undefined;
	}

	private remember(state: PreviousState): void {
		if (this.before) return;
		this.item.memory.before = { ...state, changesByOthers: this.changesByOthers };
	}

	private get changesByOthers(): number {
		return this.run.history.byOthers(this.item.referralKey, this.item.index);
	}

	/** Nothing was sent yet: the whole change is to be made, except for rows that may be skipped. */
	private firstChange(requested: PatchDocument, referral: Referral): Decision {
		const { skipsExistingRows } = this.item.plan;
		const document = skipsExistingRows ? withoutExistingRows(requested, referral) : requested;
		return document.length === 0 ? { kind: 'applied' } : { kind: 'send', document };
	}

	private nextChange(
		document: PatchDocument,
		{
			requested,
			referral,
			failure,
		}: { requested: PatchDocument; referral: Referral; failure?: Failure },
	): SentChange | Failure {
		const readTag = accepted(entityTag, referral.eTag);
		const eTag = this.userTag?.eTag ?? readTag;
		if (eTag === undefined && this.needsTag) {
			return this.failed({
				kind: 'failure',
				codes: [],
				text: '',
				...failure,
				problem: 'missingETag',
			});
		}
		if (failure) {
			// The service has examined the change in this very state, and does not accept it.
			const { last } = this.item.memory;
			const isDecided = isRejected(failure) && isSameTag(last?.eTag, referral.eTag);
			if (isDecided || !this.retries.take()) return this.failed(failure, undefined, true);
		}
		this.remember({ referral, document: requested });
		return { document, eTag };
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

	private get requested(): SentChange {
		return { document: this.item.document, eTag: this.userTag?.eTag };
	}

	/** The eTag that the user supplied, advanced by the run's own changes. */
	private get userTag(): CurrentETag | undefined {
		const { userTag, referralKey, index } = this.item;
		return userTag === undefined
			? undefined
			: this.run.history.current(referralKey, index, userTag);
	}

	private get readsFirst(): boolean {
		return this.item.memory.unknown !== undefined || this.needsTag;
	}

	private get needsTag(): boolean {
		const { plan, userTag } = this.item;
		if (plan.needsPrecondition && userTag === undefined) return true;
		return plan.skipsExistingRows === true || plan.resolve !== undefined;
	}

	/** @param newTag the eTag in the answer to the change itself; a reading may show another user's */
	private succeeded(answer: Answer, change = this.item.memory.last, newTag?: string): Answer {
		const { memory, referralKey, index } = this.item;
		this.run.history.record(referralKey, index, change?.eTag, newTag);
		memory.unknown = undefined;
		return answer;
	}

	/** Without an attempt of unknown outcome, it is known that another user has changed the referral. */
	private unclear(inDoubt: PatchDocument, failure?: Failure): Outcome {
		const { unknown } = this.item.memory;
		if (unknown === undefined) {
			return this.failed({ kind: 'failure', codes: [], text: '', ...failure, problem: 'conflict' });
		}
		const pointers = [...new Set(inDoubt.map(({ path }) => path.replace(/\/-$/, '')))];
		return { kind: 'unclear', inDoubt: pointers, failure: this.failed(unknown) };
	}

	private failed(failure: Failure, change = this.item.memory.last, isNotShown?: boolean): Failure {
		const { memory, referralKey, index } = this.item;
		const ownChangeAfter = this.userTag?.ownChangeAfter ?? false;
		const mayBeExecuted = memory.unknown !== undefined;
		if (mayBeExecuted) this.run.history.record(referralKey, index, change?.eTag);
		return {
			...failure,
			attempts: {
				count: this.count,
				duration: performance.now() - this.start,
				requestedWait: this.retries.rejectedWait,
				mayBeExecuted,
				ownChangeAfter,
				isNotShown,
			},
		};
	}
}
