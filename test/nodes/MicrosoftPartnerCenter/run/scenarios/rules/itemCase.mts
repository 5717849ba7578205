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
		this.requests = played.service.requests.filter((one) => one.item === item.number);
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

	get isUpsert(): boolean {
		return operationOf(this.step.step.operation).isUpsert === true;
	}

	/** Whether only what differs from the referral is sent. */
	get isCompared(): boolean {
		const { operation, onlyChanges } = this.step.step;
		return this.isUpsert || (onlyChanges && operationOf(operation).canCompare === true);
	}

	/** When the node knew the outcome: the time of the state that the last answer shows. */
	get knownAt(): number | undefined {
		// Of twins, it is unknown who has read.
		if (this.item.isTwin) return undefined;
		const last = this.requests.filter(({ status = 0 }) => status >= 200 && status < 300).at(-1);
		return last?.method === 'GET' ? last.arrived : last?.write?.at;
	}

	get reads(): SeenRequest[] {
		return this.requests.filter(
			({ method, status, fate }) => method === 'GET' && status === 200 && !isUnknown(fate.name),
		);
	}

	/** When the item can first have learned about the referral: the state that guards it may be from a list. */
	get firstKnownAt(): number | undefined {
		const { guard } = this.attempts[0] ?? {};
		const read = this.reads.at(0)?.arrived;
		if (!this.isUpsert || guard === undefined) return read;
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

/** Arrived late and unguarded: no client can prevent that it overwrites what is there. */
export const isInevitable = ({ fate, guard }: SeenRequest) =>
	fate.name === 'late' && guard === undefined;
