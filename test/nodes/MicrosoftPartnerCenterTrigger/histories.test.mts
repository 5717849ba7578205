import * as fc from 'fast-check';

import { PartnerCenter } from '../../engine/partnerCenter.mts';
import { Poller } from '../../engine/triggers.mts';
import { randomRuns } from '../../randomRuns.mts';
import type { Referral } from '../../simulator/simulator.mts';

const runs = randomRuns({ short: 30, long: 5000 });

/** What can happen between, during and after polls. Between any two polls, the server is restarted. */
type Step =
	| { kind: 'create' | 'status' | 'value' | 'notes'; which: number; pause: number }
	| { kind: 'poll'; during: Array<{ atPage: number; which: number }>; failsAt?: number };

const EVENTS = ['referralCreated', 'referralUpdated', 'statusChanged', 'dealValueChanged'] as const;

const pauses = fc.constantFrom(0, 1, 1000, 200_000, 400_000, 3_600_000);

const steps: fc.Arbitrary<Step> = fc.oneof(
	{
		weight: 3,
		arbitrary: fc.record({
			kind: fc.constantFrom(
				'create' as const,
				'status' as const,
				'value' as const,
				'notes' as const,
			),
			which: fc.nat(8),
			pause: pauses,
		}),
	},
	{
		weight: 1,
		arbitrary: fc.record(
			{
				kind: fc.constant('poll' as const),
				during: fc.array(fc.record({ atPage: fc.nat(2), which: fc.nat(8) }), { maxLength: 2 }),
				failsAt: fc.nat(2),
			},
			{ requiredKeys: ['kind', 'during'] },
		),
	},
);

let partnerCenter: PartnerCenter;
let clock: number;

beforeAll(async () => {
	partnerCenter = await PartnerCenter.start({
		referrals: [],
		pageSize: 2,
		now: () => new Date(clock),
		accessTokenLifetimeSeconds: 1e9,
	});
});
afterAll(() => partnerCenter.simulator.stop());

/** One history, in a service of its own: the names of its referrals are no others'. */
class History {
	/** By referral, in which state the trigger has seen it; one of two, where it changed meanwhile. */
	private readonly seen = new Map<string, Array<Referral | undefined>>();

	private count = 0;

	constructor(
		private readonly name: string,
		readonly events: string[],
		readonly trigger: Poller,
	) {}

	get ids(): string[] {
		return Array.from({ length: this.count }, (_, index) => `${this.name}-${index}`);
	}

	create(pause: number): void {
		clock += pause;
		const moment = `${new Date(clock).toISOString().slice(0, -1)}0000Z`;
		const id = `${this.name}-${this.count++}`;
		partnerCenter.referral({ id, createdDateTime: moment, updatedDateTime: moment });
		this.seen.set(id, [undefined]);
	}

	change(kind: 'status' | 'value' | 'notes', which: number, pause: number): void {
		if (this.count === 0) return;
		clock += pause;
		partnerCenter.simulator.touch(this.ids[which % this.count], (referral) => {
			const { details } = referral;
			if (kind === 'status') {
				referral.substatus = referral.substatus === 'Pending' ? 'Received' : 'Pending';
			} else if (kind === 'value') details.dealValue = (details.dealValue ?? 0) + 1;
			else details.notes = `${details.notes ?? ''}.`;
		});
	}

	/** What must be told now, and what may be: to what has one of the events happened since it was seen? */
	due(): { must: string[]; may: string[] } {
		const happened = (id: string) =>
			this.seen
				.get(id)!
				.map((before) => this.hasHappened(before, partnerCenter.simulator.referral(id)));
		return {
			must: this.ids.filter((id) => happened(id).every(Boolean)),
			may: this.ids.filter((id) => happened(id).some(Boolean)),
		};
	}

	private hasHappened(before: Referral | undefined, now: Referral): boolean {
		const happened = {
			referralCreated: before === undefined,
			referralUpdated: before !== undefined && before.eTag !== now.eTag,
			statusChanged: before !== undefined && before.substatus !== now.substatus,
			dealValueChanged: before !== undefined && before.details.dealValue !== now.details.dealValue,
		};
		return EVENTS.some((event) => happened[event] && this.events.includes(event));
	}

	/** Everything as it is now. */
	snapshot(): Map<string, Referral> {
		return new Map(this.ids.map((id) => [id, partnerCenter.simulator.referral(id)]));
	}

	/** Takes note of a poll: what it gave out it has seen so, and all else at least as it was before. */
	see(before: Map<string, Referral>, polled: Referral[] = []): void {
		for (const id of this.ids) {
			const given = polled.find((one) => one.id === id);
			const now = partnerCenter.simulator.referral(id);
			this.seen.set(id, given ? [given] : [before.get(id), now]);
		}
	}
}

let histories = 0;

test(`in ${runs.numRuns} histories, what changed is delivered, once per poll, in order of change`, async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(steps, { maxLength: 14 }),
			fc.subarray([...EVENTS], { minLength: 1 }),
			fc.nat(4),
			async (history, events, existing) => {
				clock = Date.parse('2026-05-01T12:00:00Z');
				partnerCenter.simulator.clear();
				const trigger = new Poller(partnerCenter.engine, partnerCenter.credential, {
					events,
					output: 'raw',
				});
				const told = new History(`h${histories++}`, events, trigger);
				for (let index = 0; index < existing; index += 1) told.create(1000);
				expect(await trigger.poll()).toEqual([]);
				told.see(told.snapshot());

				for (const step of history) {
					partnerCenter.simulator.reset();
					if (step.kind === 'create') told.create(step.pause);
					else if (step.kind !== 'poll') told.change(step.kind, step.which, step.pause);
					else await pollAndCompare(told, step);
				}
				partnerCenter.simulator.reset();
				await pollAndCompare(told, { kind: 'poll', during: [] });
				expect(await trigger.poll()).toEqual([]);
			},
		),
		runs,
	);
});

async function pollAndCompare(
	told: History,
	{ during, failsAt }: Extract<Step, { kind: 'poll' }>,
): Promise<void> {
	const { simulator } = partnerCenter;
	if (failsAt !== undefined) simulator.fault({ status: 503, skip: failsAt });
	const page = { count: 0 };
	simulator.fault({
		delayMs: 0,
		times: Infinity,
		when: () => {
			const now = during.filter(({ atPage }) => atPage === page.count);
			page.count += 1;
			for (const { which } of now) told.change('notes', which, 1);
			return false;
		},
	});
	const { must } = told.due();
	const states = told.snapshot();
	let polled: Referral[];
	try {
		polled = (await told.trigger.poll()).map(({ json }) => json as unknown as Referral);
	} catch {
		return;
	}

	const ids = polled.map(({ id }) => id);
	expect(new Set(ids).size).toBe(ids.length);
	expect(must.filter((id) => !ids.includes(id))).toEqual([]);
	const { may } = told.due();
	expect(ids.filter((id) => !may.includes(id))).toEqual([]);
	const moments = polled.map(({ updatedDateTime }) => updatedDateTime);
	expect(moments).toEqual([...moments].sort());
	told.see(states, polled);
}
