import type { IDataObject } from 'n8n-workflow';

import { eTagOf, isSameState, isSameTag, isTag, referralIn } from '../../../shared/api/answer';
import type { Answer } from '../../../shared/api/answer';
import { Retries } from '../../../shared/api/backoff';
import { isFailure } from '../../../shared/api/failure';
import type { Course, Failure } from '../../../shared/api/failure';
import {
	isRejected,
	isRepeated,
	isThrottled,
	mayHaveLanded,
	verdictOn,
} from '../../../shared/api/retryPolicy';
import { simplified } from '../../../shared/referral/outputFormats';
import type { Refusal } from '../../../shared/values/parameterError';
import { hasLanded, hasPart, isUntouched } from '../../jsonPatch/applied';
import type { PatchDocument } from '../../jsonPatch/patchDocument';
import type { Current } from '../history';
import type { Item } from '../item';
import { previewOf } from '../preview';
import type { Run } from '../run';
import { Hold } from '../schedule/rateLimit';

/**
 * What came of an item's request: a Refusal where reading has shown that it can't be sent, nothing where it
 * was held back or the execution was stopped.
 */
export type Ending = Answer | Failure | Refusal | undefined;

/**
 * Sends an item's request until it is known what came of it.
 *
 * | what came back | a GET | a PATCH | a POST |
 * |---|---|---|---|
 * | 429, no connection: refused | again, after the wait it asks for | again | again |
 * | 5xx, 408, connection lost, time-out: unknown | again | read back, decide | never again |
 * | 400, 409, 412, 422 after an unknown outcome | | read back, decide | |
 * | any other | final | final | final |
 */
export async function settle(item: Item, run: Run): Promise<Ending> {
	return await new Settlement(item, run).settle();
}

/** What somebody else has changed between our reading and our writing. */
const CONFLICT: Failure = { status: 412, codes: [], text: '' };

/** A reading that gives nothing to guard the change with. */
const UNTAGGED: Failure = { codes: [], text: '', untagged: true };

/** The longest wait that a service is granted, in milliseconds. */
const LONGEST_WAIT = 120_000;

class Settlement {
	private readonly retries: Retries;

	private readonly began = Date.now();

	private tries = 0;

	/** The wait that the service asked for, where it is longer than it is granted. */
	private askedWait?: number;

	/** The eTag of the state that was read last; it guards the change where the user gave none. */
	private readTag?: string;

	/** The change as it was asked for. */
	private readonly wanted: PatchDocument;

	constructor(
		private readonly item: Item,
		private readonly run: Run,
	) {
		this.retries = new Retries(run.maxRetries);
		this.wanted = this.document;
	}

	async settle(): Promise<Ending> {
		if (this.item.plan.preview) return await this.rehearse();
		return this.item.request.method === 'PATCH' ? await this.change() : await this.ask();
	}

	/** Sends nothing; reads the referral only where nothing could be shown without. */
	private async rehearse(): Promise<Ending> {
		const { plan, request } = this.item;
		if (plan.fit) {
			const seen = await this.look();
			if (seen !== 'not there') return seen;
		}
		const headers = { ...request.headers, ...(this.guard && { 'If-Match': this.guard }) };
		return { statusCode: 0, headers: {}, body: previewOf({ ...request, headers }) };
	}

	/** A read, or a new referral, which n8n's Retry On Fail must not send a second time either. */
	private async ask(): Promise<Ending> {
		const { request, memory } = this.item;
		if (memory.unsettled) return this.failed(memory.unsettled);
		const outcome = await this.attempt('send', this.retries);
		if (outcome === undefined || !isFailure(outcome)) return outcome;
		if (request.method === 'POST' && verdictOn(outcome) === 'unknown') memory.unsettled = outcome;
		return this.failed(outcome);
	}

	private async change(): Promise<Ending> {
		const { memory } = this.item;
		for (let last: Failure | undefined; ; ) {
			if (memory.unsettled || (this.readsFirst && !this.readTag)) {
				const seen = await this.look(last);
				if (seen !== 'not there') return seen;
			}
			const outcome = await this.attempt('send', this.retries);
			if (outcome === undefined) return undefined;
			if (!isFailure(outcome)) return this.succeeded(outcome, eTagOf(outcome));

			last = outcome;
			if (verdictOn(outcome) === 'unknown') memory.unsettled = outcome;
			else if (outcome.status === 412 && this.isGuardedByReading) this.readTag = undefined;
			else if (!memory.unsettled || !mayHaveLanded(outcome)) return this.failed(outcome);

			if (this.retries.areOff || !(await this.waitAfter(outcome))) return this.failed(outcome);
		}
	}

	/**
	 * Reads the referral: to see what became of a change that was sent, or whether it is needed at all.
	 *
	 * @param last why the change would have to be sent again, where it was sent by this settlement
	 */
	private async look(last?: Failure): Promise<Ending | 'not there'> {
		const { memory, plan } = this.item;
		const read = await this.attempt('read', new Retries(this.run.maxRetries));
		if (read === undefined) return undefined;
		if (isFailure(read)) return this.failed(last ?? memory.unsettled ?? read);

		const referral = referralIn(read)!;
		if (plan.needless?.(referral)) {
			// What is skipped gives out the referral, also where no representation of the change was asked for.
			if (this.tries > 0 || memory.unsettled) return this.succeeded(read);
			plan.shape ??= simplified;
			return read;
		}
		const unfit = this.fit(memory.before ?? referral);
		if (unfit) return unfit;
		const found = memory.unsettled ? this.find(referral) : this.compare(referral);
		if (found === 'landed') return this.succeeded(read);
		if (found === 'changed') {
			return this.failed(memory.unsettled ?? last ?? CONFLICT, 'changed by somebody else');
		}
		const unfitNow = this.fit(referral);
		if (unfitNow) return unfitNow;

		// The service has looked at the change in this very state, and does not accept it.
		const decided = last && isRejected(last) && this.readTag && eTagOf(read) === this.readTag;
		// Where a part of it stands there, it may have been made and changed since: that is no state before.
		if (found === 'not there') memory.before = referral;
		this.readTag = eTagOf(read);
		if (this.readsFirst && !isTag(this.readTag)) return this.failed({ ...UNTAGGED, ...last });
		const goesOn = !last || (!decided && this.retries.take());
		return goesOn ? 'not there' : this.failed(last, found === 'partly' ? undefined : found);
	}

	/** @returns why the change can't be made to fit, if it can't */
	private fit(referral: IDataObject): Refusal | undefined {
		const { fit } = this.item.plan;
		try {
			if (fit) this.document = fit(this.wanted, referral);
			return undefined;
		} catch (refusal) {
			return refusal as Refusal;
		}
	}

	/** Whether what the change replaces is still as it was when it was read before. */
	private compare(referral: IDataObject): 'changed' | 'not there' {
		const { before } = this.item.memory;
		return before && !isUntouched(this.document, referral, before) ? 'changed' : 'not there';
	}

	/** A change's document: what was asked for, as it suits the referral that was read. */
	private get document(): PatchDocument {
		return this.item.request.body as unknown as PatchDocument;
	}

	private set document(document: PatchDocument) {
		this.item.request.body = document as unknown as IDataObject[];
	}

	/** What the referral shows of a change that was sent. */
	private find(referral: IDataObject): 'landed' | 'changed' | 'partly' | 'not there' {
		const { document } = this;
		const { memory, givenTag } = this.item;
		if (givenTag && isSameTag(referral.eTag, this.guard)) return 'not there';
		if (isSameState(referral, memory.before)) return 'not there';
		if (hasLanded(document, referral, memory.before)) return 'landed';
		if (givenTag) return 'changed';
		if (memory.before === undefined) return hasPart(document, referral) ? 'partly' : 'not there';
		return isUntouched(document, referral, memory.before) ? 'not there' : 'changed';
	}

	/** The eTag that the change is sent with; the user's, as our own changes have moved it on. */
	private get guard(): string | undefined {
		return this.givenTag?.eTag ?? this.readTag;
	}

	private get givenTag(): Current | undefined {
		const { givenTag, turn, index } = this.item;
		return givenTag === undefined ? undefined : this.run.history.current(turn, index, givenTag);
	}

	private get readsFirst(): boolean {
		const { plan, givenTag } = this.item;
		if (plan.guarded && givenTag === undefined) return true;
		return plan.needless !== undefined || plan.fit !== undefined;
	}

	private get isGuardedByReading(): boolean {
		return this.item.givenTag === undefined && this.readTag !== undefined;
	}

	/** Sends within the pace of the run, for as long as what comes back says to simply send again. */
	private async attempt(
		what: 'send' | 'read',
		retries: Retries,
	): Promise<Answer | Failure | undefined> {
		const { item, run } = this;
		const method = what === 'read' ? 'GET' : (item.request.method ?? 'GET');
		for (;;) {
			const outcome = await run.pace.place(async () => {
				if (run.pace.ended || run.gate.holdsBack(item)) return undefined;
				const answer = await this.once(what);
				const throttled = isFailure(answer) && isThrottled(answer);
				const wait = throttled ? this.nextWait(answer, retries) : undefined;
				return wait === undefined ? answer : new Hold(wait);
			});
			if (outcome === undefined || !isFailure(outcome)) return outcome;
			if (run.pace.ended) return undefined;
			if (isThrottled(outcome) || !isRepeated(method, outcome)) return outcome;
			const wait = this.nextWait(outcome, retries);
			if (wait === undefined) return outcome;
			await run.pace.wait(wait);
		}
	}

	private async once(what: 'send' | 'read'): Promise<Answer | Failure> {
		if (what === 'read') return await this.item.read();
		this.tries += 1;
		const outcome = await this.item.send(this.guard);
		const refused = isFailure(outcome) && verdictOn(outcome) === 'refused';
		if (refused && !this.item.memory.unsettled) this.item.sent = false;
		return outcome;
	}

	/** The wait before a request is simply sent again, if it may be. */
	private nextWait(failure: Failure, retries: Retries): number | undefined {
		const wait = this.granted(retries.waitAfter(failure));
		return wait !== undefined && retries.take() ? wait : undefined;
	}

	/** @returns false when the wait would be too long */
	private async waitAfter(failure: Failure): Promise<boolean> {
		const wait = this.granted(this.retries.waitAfter(failure));
		if (wait !== undefined) await this.run.pace.wait(wait);
		return wait !== undefined;
	}

	private granted(wait: number): number | undefined {
		if (wait <= LONGEST_WAIT) return wait;
		this.askedWait = wait;
		return undefined;
	}

	/** @param to the eTag that the change itself has returned; what was read may be somebody else's */
	private succeeded(answer: Answer, to?: string): Answer {
		const { memory, turn, index } = this.item;
		if (this.guard) this.run.history.moved(turn, index, this.guard, to);
		memory.unsettled = undefined;
		return answer;
	}

	private failed(failure: Failure, readBack?: Course['readBack']): Failure {
		const { tries, askedWait, guard } = this;
		const { memory, turn, index } = this.item;
		const ownChangeAfter = this.givenTag?.ownChangeAfter ?? false;
		const unsettled = memory.unsettled !== undefined;
		if (unsettled && guard) this.run.history.moved(turn, index, guard);
		const duration = Date.now() - this.began;
		return {
			...failure,
			course: { tries, duration, askedWait, unsettled, readBack, ownChangeAfter },
		};
	}
}
