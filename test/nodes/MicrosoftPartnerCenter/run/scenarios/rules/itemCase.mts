import { holds } from '../effects.mts';
import type { Effect } from '../effects.mts';
import { isUnknown } from '../fates.mts';
import { operationOf } from '../operations.mts';
import type { Played, PlayedItem, PlayedStep } from '../play.mts';
import type { SeenRequest, Write } from '../service.mts';

/** An item, and everything that the service has seen of it. */
export class ItemCase {
	readonly requests: SeenRequest[];

	readonly attempts: SeenRequest[];

	readonly writes: Write[];

	constructor(
		readonly played: Played,
		readonly step: PlayedStep,
		readonly item: PlayedItem,
	) {
		const numbers = numbersOf(item);
		this.requests = played.service.requests.filter((one) => numbers.includes(one.item!));
		this.attempts = this.requests.filter(({ method }) => method !== 'GET');
		this.writes = this.attempts.flatMap(({ write }) => write ?? []);
	}

	get service() {
		return this.played.service;
	}

	/** Whether the node has reported this; of a list, it reports several referrals. */
	reports(...kinds: string[]): boolean {
		return this.item.reports.some(({ kind }) => kinds.includes(kind));
	}

	/** Whether the node has reported nothing else. Of calls made at once, it is unknown which has written. */
	reportsOnly(...kinds: string[]): boolean {
		const { calls, reports } = this.item;
		return reports.length >= calls && reports.every(({ kind }) => kinds.includes(kind));
	}

	get isUpsert(): boolean {
		return operationOf(this.step.step.operation).isUpsert === true;
	}

	/** Its attempts and, for Create or Update, those of all items with its key. */
	get attemptsForKey(): SeenRequest[] {
		if (!this.isUpsert) return this.attempts;
		const { played, step, item } = this;
		const attempts = step.items
			.filter(({ referral }) => referral === item.referral)
			.flatMap((one) => new ItemCase(played, step, one).attempts);
		return [...new Set(attempts)].sort((one, other) => one.arrived - other.arrived);
	}

	/** Whether an agent makes the call again if it fails. */
	get isRetriedCall(): boolean {
		const { caller, tries } = this.step.step.mode;
		return caller !== 'node' && tries > 1;
	}

	/** Whether only what differs from the referral is sent. */
	get isCompared(): boolean {
		const { operation, onlyChanges } = this.step.step;
		return this.isUpsert || (onlyChanges && operationOf(operation).canCompare === true);
	}

	/** Whether it is unknown who has read: of items with one key, and of calls made at once. */
	get isAmbiguous(): boolean {
		return this.item.isTwin || this.item.calls > 1;
	}

	/** The attempts after one whose outcome was unknown. */
	get resends(): SeenRequest[] {
		const first = this.attempts.findIndex(({ fate }) => isUnknown(fate.name));
		// One of the calls made at once may know the outcome when another one begins.
		const isKnown = this.item.calls > 1 && this.isRetriedCall;
		return first < 0 || isKnown ? [] : this.attempts.slice(first + 1);
	}

	/** When the node knew the outcome: the time of the state that the last answer shows. */
	get knownAt(): number | undefined {
		if (this.isAmbiguous) return undefined;
		const last = this.requests.filter(({ status = 0 }) => status >= 200 && status < 300).at(-1);
		return last?.method === 'GET' ? last.arrived : last?.write?.at;
	}

	get reads(): SeenRequest[] {
		return this.requests.filter(
			({ method, status, fate }) => method === 'GET' && status === 200 && !isUnknown(fate.name),
		);
	}

	/** The time of the state with which the item compares after an attempt of unknown outcome. */
	get firstKnownAt(): number | undefined {
		const read = this.reads.at(0)?.arrived;
		// What is compared before it is sent is compared again after a 412.
		const { guard } = this.attempts.find(({ fate }) => isUnknown(fate.name)) ?? {};
		if (!this.isCompared || guard === undefined) return read;
		return this.service.writes.find(({ after }) => after.eTag === guard)?.at ?? this.step.began;
	}

	/** Whether the referral has shown all effects at some time of the step. */
	get wasShown(): boolean {
		const { began, ended } = this.step;
		const times = this.service.writes.map(({ at }) => at).filter((at) => at > began && at < ended);
		return [began, ...times].some((time) =>
			this.item.effects.every((effect) => this.holdsAt(effect, time)),
		);
	}

	/** Whether the referral shows the effect at this time, as it is stored or as it is represented. */
	holdsAt(effect: Effect, time: number): boolean {
		const state = this.service.stateAt(this.item.referralId, time);
		return holds(effect, state) || holds(effect, this.service.represent(state));
	}
}

/** The item and, if it is a repeated call, those before it whose outcome it has to find out. */
function numbersOf({ number, previous }: PlayedItem): number[] {
	const isOpen = previous?.reports.every(({ kind }) => ['unknown', 'created'].includes(kind));
	return isOpen ? [...numbersOf(previous!), number] : [number];
}

/** Arrived late and unguarded: no client can prevent that it overwrites what is there. */
export const isInevitable = ({ fate, guard }: SeenRequest) =>
	fate.name === 'late' && guard === undefined;
