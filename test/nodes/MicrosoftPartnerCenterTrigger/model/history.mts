import { changesIn } from '../../../../nodes/MicrosoftPartnerCenterTrigger/changes';
import type { Event, Found } from '../../../../nodes/MicrosoftPartnerCenterTrigger/changes';
import { unpack } from '../../../../nodes/MicrosoftPartnerCenterTrigger/memory';
import { readList } from '../../../../nodes/MicrosoftPartnerCenterTrigger/readList';
import type { Values } from '../../../../nodes/MicrosoftPartnerCenterTrigger/row';
import type { State } from '../../../../nodes/MicrosoftPartnerCenterTrigger/state';
import type { Referral } from '../../../../nodes/shared/referral/referral';
import { ListModel } from './listModel.mts';
import type { Habits, Listed } from './listModel.mts';

/** What can happen at the service. */
export interface Deed {
	kind: 'create' | 'status' | 'value' | 'currency' | 'notes' | 'future' | 'hide' | 'show' | 'late';
	/** Which referral, where it matters. */
	which: number;
	/** How long after the deed before, in milliseconds. */
	pause: number;
}

export const ALL: Event[] = [
	'referralCreated',
	'referralUpdated',
	'statusChanged',
	'dealValueChanged',
];

/** What the trigger must deliver of one referral, given its states so far. */
interface Record {
	existed: boolean;
	/** The tags of all states, and the values in each. */
	states: Map<string, { status: string; dealValue: number; currency: string }>;
	delivered: Found[];
	/** The state in which it appeared, long after it was created. */
	shownAs?: string;
	/** The state in which it was when the trigger started. */
	startedAs?: string;
}

/** A service and a trigger that polls it; all that is delivered is judged at once. */
export class History {
	readonly list: ListModel;
	state: State | undefined;
	readonly records = new Map<string, Record>();
	private count = 0;
	/** Whether a referral has disappeared, which hides from the count that another one has appeared. */
	private hasHidden = false;

	constructor(private readonly habits: Habits) {
		this.list = new ListModel(habits);
	}

	do({ kind, which, pause }: Deed): void {
		this.list.clock += pause;
		if (kind === 'create' || kind === 'late') {
			this.create(kind === 'late');
			return;
		}
		const { visible } = this.list;
		if (kind === 'show') {
			this.show(which);
			return;
		}
		if (visible.length === 0) return;
		const referral = visible[which % visible.length];
		if (kind === 'hide') this.hide(referral);
		else this.change(referral, kind);
	}

	private get now(): string {
		return `${new Date(this.list.clock).toISOString().slice(0, -1)}0000Z`;
	}

	/** Without eTags, a state is known by its time alone, so that each needs another. */
	private tick(): void {
		if (!this.habits.hasETag) this.list.clock += 1;
	}

	private create(isHidden: boolean): void {
		this.tick();
		const id = `r${this.count++}`;
		const moment = this.now;
		const referral: Listed = {
			id,
			eTag: `"${id}-0"`,
			createdDateTime: moment,
			updatedDateTime: moment,
			status: 'New',
			details: { dealValue: 0, currency: 'USD', notes: '' },
			isHidden,
		};
		this.list.referrals.set(id, referral);
		this.records.set(id, { existed: false, states: new Map(), delivered: [] });
		this.note(referral);
	}

	private hide(referral: Listed): void {
		referral.isHidden = true;
		this.hasHidden = true;
	}

	/** What was hidden appears, as it was before. */
	private show(which: number): void {
		const hidden = [...this.list.referrals.values()].filter(({ isHidden }) => isHidden);
		if (hidden.length === 0) return;
		const referral = hidden[which % hidden.length];
		referral.isHidden = false;
		this.records.get(referral.id)!.shownAs = this.tagOf(referral);
	}

	private change(referral: Listed, kind: Deed['kind']): void {
		this.tick();
		const { details } = referral;
		if (kind === 'status') referral.status = referral.status === 'New' ? 'Active' : 'New';
		else if (kind === 'value') details.dealValue += 1;
		else if (kind === 'currency') details.currency = details.currency === 'USD' ? 'EUR' : 'USD';
		else details.notes += '.';
		const { states } = this.records.get(referral.id)!;
		referral.eTag = `"${referral.id}-${states.size}"`;
		referral.updatedDateTime =
			kind === 'future' ? `2099-01-01T00:00:00.${String(states.size).padStart(7, '0')}Z` : this.now;
		this.note(referral);
	}

	private note(referral: Listed): void {
		const { status, details } = referral;
		const { dealValue, currency } = details;
		this.records
			.get(referral.id)!
			.states.set(this.tagOf(referral), { status, dealValue, currency });
	}

	/** Everything that exists now existed when the trigger started. */
	start(): void {
		for (const referral of this.list.visible) {
			Object.assign(this.records.get(referral.id)!, {
				existed: true,
				startedAs: this.tagOf(referral),
			});
		}
	}

	/** Polls once. @returns what was delivered */
	async poll(maxPages: number, includesExisting = false): Promise<Found[]> {
		const before = this.state;
		const known = before && unpack(before.known);
		const reading = await readList(this.list.source(maxPages), before, {
			has: ({ key }) => known?.has(key) ?? false,
			hasState: ({ key, tag }) => known?.get(key)?.tag === tag,
		});
		if (reading.kind === 'failure') throw new Error(reading.text);
		if (reading.failure) throw new Error(reading.failure.text);
		const changes = changesIn(reading, before, { events: ALL, includesExisting });
		this.state = JSON.parse(JSON.stringify(changes.state)) as State;
		for (const found of changes.found) this.judge(found);
		const ids = changes.found.map(({ referral }) => referral.id);
		expect(new Set(ids).size).toBe(ids.length);
		return changes.found;
	}

	/** Polls until nothing is left to read: the last of the polls that have read everything looks at the count. */
	async catchUp(maxPages: number): Promise<void> {
		for (let polls = 0, calm = 0; calm < 3; polls += 1) {
			const found = await this.poll(maxPages);
			const { gap, isStarting } = this.state!;
			calm = found.length === 0 && !gap && !isStarting ? calm + 1 : 0;
			expect(polls).toBeLessThan(200);
		}
	}

	private judge(found: Found): void {
		const { referral, event } = found;
		const record = this.records.get(referral.id!)!;
		const now = record.states.get(this.tagOf(referral))!;
		const last = record.delivered.at(-1);
		record.delivered.push(found);
		if (event.names.includes('referralCreated')) {
			expect([event, record.existed, last]).toEqual([
				{ names: ['referralCreated'], previous: {} },
				false,
				undefined,
			]);
			return;
		}
		if (event.names.length === 0) {
			expect(last).toBeUndefined();
			return;
		}
		expect(event.names[0]).toBe('referralUpdated');
		// Not yet read when it changed, while the trigger started.
		if (Object.keys(event.previous).length === 0) {
			expect(last).toBeUndefined();
			return;
		}
		const previous: Partial<Values> = { ...event.previous };
		delete previous.substatus;
		if (last) {
			expect(this.tagOf(last.referral)).not.toBe(this.tagOf(referral));
			expect(previous).toEqual(record.states.get(this.tagOf(last.referral)));
		} else expect([...record.states.values()]).toContainEqual(previous);
		expect(event.names.slice(1)).toEqual([
			...(previous.status === now.status ? [] : ['statusChanged']),
			...(previous.dealValue === now.dealValue && previous.currency === now.currency
				? []
				: ['dealValueChanged']),
		]);
	}

	/** The referrals that should have been delivered in the state that they have now, and were not. */
	get missing(): string[] {
		return this.list.visible.filter((one) => !this.isUpToDate(one)).map(({ id }) => id);
	}

	private isUpToDate(referral: Listed): boolean {
		const { delivered, shownAs, startedAs } = this.records.get(referral.id)!;
		const tag = this.tagOf(referral);
		const last = delivered.at(-1);
		if (last && this.tagOf(last.referral) === tag) return true;
		// If its time is long ago, only the count tells.
		if (shownAs === tag && (this.hasHidden || !this.habits.hasCount)) return true;
		return last === undefined && startedAs === tag;
	}

	private tagOf({ updatedDateTime, eTag }: Listed | Referral): string {
		return this.habits.hasETag ? String(eTag) : String(updatedDateTime);
	}
}
