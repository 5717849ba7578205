import { eTagOf, referralIn } from '../../../shared/api/answer';
import type { Answer } from '../../../shared/api/answer';
import { UNREPORTED } from '../../../shared/api/failure';
import type { Failure } from '../../../shared/api/failure';
import { isRejected, nextStep, verdictOn } from '../../../shared/api/retryPolicy';
import type { Referral } from '../../../shared/referral/referral';
import { entityTag } from '../../../shared/values/entityTag';
import { accepted } from '../../../shared/values/reader';
import type { PatchDocument } from '../../jsonPatch/patchDocument';
import { attempt } from './attempt';
import { decide, firstDecision, isSameTag } from './decision';
import type { Decision, SentChange } from './decision';
import { effect, isCompared } from './effect';
import { closed, isClosed } from './closedReferral';
import type { Done, Outcome } from './outcome';
import {
	currentTag,
	isOnlyChangedByEarlierItems,
	isChangedByLaterItem,
	mayBeOwnChange,
} from './ownChanges';
import { Retries } from './retries';
import type { CurrentETag, SendableItem, SendingRun } from './sendable';

/** What to do next: send this change, or end with this outcome. */
export type Next = { kind: 'send'; change: SentChange } | Outcome;

/** Sends a change until its outcome is known; performs the requests that `decide` asks for. */
export class Change {
	private readonly retries: Retries;

	private readonly start = performance.now();
	private count = 0;

	constructor(
		private readonly item: SendableItem,
		private readonly run: SendingRun,
		/** The referral as a lookup has found it, perhaps without an eTag. */
		private readonly foundReferral?: Referral,
	) {
		this.retries = new Retries(run.maxRetries);
	}

	async send(): Promise<Outcome> {
		const { item, run, retries } = this;
		let next = await this.first();
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

	/** What to do first. The referral is read only if the decision depends on it and the lookup has not returned enough. */
	async first(): Promise<Next> {
		const { foundReferral, item } = this;
		const isUnknown = item.memory.unknown !== undefined;
		if (!isUnknown && !this.needsTag && !this.isOvertaken) return this.requested;
		if (!isUnknown && foundReferral?.status) {
			const next = this.next(foundReferral);
			if (foundReferral.eTag || next.kind === 'unchanged') return next;
		}
		return await this.readAndDecide();
	}

	/** @param failure why the change would have to be sent again, if it was sent */
	private async readAndDecide(failure?: Failure): Promise<Next> {
		const { item, run } = this;
		const { memory } = item;
		const retries = new Retries(run.maxRetries);
		const reading = await attempt({ item, run, retries }, 'GET', () => item.read());
		this.retries.rejectedWait ??= retries.rejectedWait;
		if (reading.kind === 'notSent') return reading;
		if (reading.kind === 'failure') {
			return this.failed(memory.unknown ? (failure ?? memory.unknown) : reading);
		}
		return this.next(referralIn(reading)!, failure, reading);
	}

	/** @param reading the answer that contained the referral */
	private next(referral: Referral, failure?: Failure, reading?: Answer): Next {
		const { memory, plan, document } = this.item;
		const mayBeExecuted = memory.unknown !== undefined;
		const wasSent = failure !== undefined || mayBeExecuted;
		let requested: PatchDocument;
		try {
			requested = plan.resolve?.(document, referral) ?? document;
			if (!wasSent) plan.validate?.(document, requested, referral);
		} catch (error) {
			return wasSent
				? this.unclear(memory.last?.document ?? document, failure)
				: { kind: 'invalid', error: error as Error };
		}
		const decision = this.decisionOn(requested, referral, wasSent);
		switch (decision.kind) {
			case 'applied':
				if (!mayBeExecuted || !reading) {
					const details = plan.describeChange?.(referral, referral);
					return { kind: 'unchanged', referral, ...effect(plan, 'unchanged'), details };
				}
				// The eTag that was read may be that of another user's later change.
				this.recordIfUnknown();
				return this.done(reading);
			case 'unclear':
				return this.unclear(decision.inDoubt, failure);
			case 'send':
				if (plan.ifClosed && isClosed(referral) && !mayBeExecuted) {
					return closed(plan, referral, decision.document);
				}
				return this.toSend(decision.document, requested, referral, failure);
		}
	}

	private decisionOn(requested: PatchDocument, referral: Referral, wasSent: boolean): Decision {
		const { memory, plan } = this.item;
		const mayBeExecuted = memory.unknown !== undefined;
		if (!mayBeExecuted && isOnlyChangedByEarlierItems(this.item, this.run, referral)) {
			memory.before = { referral, document: requested };
		}
		const isCompared = plan.onlyChanges === true;
		// If the user supplied an eTag, the service itself rejects the change when the referral has changed since.
		const isFirst = isCompared
			? !mayBeExecuted
			: !wasSent && (memory.before === undefined || this.userTag !== undefined);
		if (isFirst && !this.isOvertaken) return firstDecision(requested, referral, plan);
		// This includes what was not sent because it was already there at first: another user may have changed it since.
		return decide(requested, referral, {
			before: memory.before,
			last: memory.last,
			mayBeExecuted,
			skipsExistingRows: plan.skipsExistingRows ?? false,
			hasUserTag: this.userTag !== undefined,
			wasUnclear: memory.isUnclear ?? false,
			isChangedByLaterItem: isChangedByLaterItem(this.item, this.run),
		});
	}

	private toSend(
		document: PatchDocument,
		requested: PatchDocument,
		referral: Referral,
		failure?: Failure,
	): Next {
		const { memory, plan } = this.item;
		const eTag = this.userTag?.eTag ?? accepted(entityTag, referral.eTag);
		if (eTag === undefined && this.needsTag) {
			return this.failed({ ...UNREPORTED, ...failure, problem: 'missingETag' });
		}
		if (failure) {
			// The service has examined the change in this very state, and does not accept it.
			const isDecided = isRejected(failure) && isSameTag(memory.last?.eTag, referral.eTag);
			if (isDecided || !this.retries.take()) {
				return this.failed(failure, { isNotShown: document.length === requested.length });
			}
		}
		const isComparedAgain = plan.onlyChanges === true && memory.unknown === undefined;
		if (isComparedAgain) memory.before = undefined;
		memory.before ??= { referral, document: requested };
		return { kind: 'send', change: { document, eTag, referral } };
	}

	private async sendOnce(change: SentChange): Promise<Answer | Failure> {
		const { item } = this;
		this.count += 1;
		item.memory.last = change;
		item.memory.sentPointers ??= new Set();
		for (const { path } of change.document) item.memory.sentPointers.add(path);
		const outcome = await item.send(change);
		const isNotExecuted = outcome.kind === 'failure' && verdictOn(outcome) === 'notExecuted';
		if (isNotExecuted && !item.memory.unknown) item.isSent = false;
		return outcome;
	}

	get requested(): Next {
		return { kind: 'send', change: { document: this.item.document, eTag: this.userTag?.eTag } };
	}

	/** The eTag that the user supplied, advanced by the run's own changes. */
	private get userTag(): CurrentETag | undefined {
		const { userTag } = this.item;
		return userTag === undefined ? undefined : currentTag(this.item, this.run, userTag);
	}

	/** Whether the referral has to be read before the change, and the change to be guarded. */
	private get needsTag(): boolean {
		const { plan, userTag } = this.item;
		if (plan.needsPrecondition && userTag === undefined) return true;
		return isCompared(plan) || plan.resolve !== undefined;
	}

	/**
	 * Whether n8n tries the item again after a later one has changed the referral: what that one has written must not
	 * be overwritten. An eTag that the user supplied prevents that by itself.
	 */
	private get isOvertaken(): boolean {
		return this.userTag === undefined && isChangedByLaterItem(this.item, this.run);
	}

	/** @param from the eTag that guarded the change */
	private succeeded(answer: Answer, from?: string): Done {
		const { referralKey, index } = this.item;
		this.run.history.record(referralKey, index, from, accepted(entityTag, eTagOf(answer)));
		return this.done(answer);
	}

	private done(answer: Answer): Done {
		const { memory, plan } = this.item;
		memory.unknown = undefined;
		const details = plan.describeChange?.(memory.last?.referral, referralIn(answer));
		return { ...answer, ...effect(plan, 'updated', memory.sentPointers), details };
	}

	/** Without an attempt of unknown outcome, another user has changed the values in doubt. */
	private unclear(inDoubt: PatchDocument, failure?: Failure): Outcome {
		const { memory } = this.item;
		if (memory.unknown === undefined) {
			return this.failed({ ...UNREPORTED, ...failure, problem: 'conflict' });
		}
		memory.isUnclear = true;
		return { kind: 'unclear', inDoubt, failure: this.failed(failure ?? memory.unknown) };
	}

	/** The failure with an account of the attempts. */
	private failed(failure: Failure, { isNotShown = false } = {}): Failure {
		const { memory } = this.item;
		const ownChangeAfter = mayBeOwnChange(this.item, this.run);
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
