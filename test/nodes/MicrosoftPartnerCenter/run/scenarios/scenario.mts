import * as fc from 'fast-check';

import { COLLEAGUE_WRITES, REPRESENTATIONS } from './colleague.mts';
import type { ColleagueWrite, Representation } from './colleague.mts';
import { FATES, isUnknown } from './fates.mts';
import type { FateName } from './fates.mts';
import { operationOf, OPERATIONS } from './operations.mts';
import { itemFor, mostly } from './itemValues.mts';
import type { ScenarioItem } from './itemValues.mts';
import type { FieldName, OperationName } from './operations.mts';

/** What a request meets, and what a colleague does right before it is handled or right after. */
export interface Fate {
	name: FateName;
	/** How many later requests for the referral are answered before a late one arrives. */
	lateBy: number;
	before?: ColleagueWrite;
	after?: ColleagueWrite;
}

/** How n8n runs the node, or how an agent calls it. */
export interface Mode {
	caller: 'node' | 'tool, one call after the other' | 'tool, all calls at once';
	onError: 'stopWorkflow' | 'continueRegularOutput' | 'continueErrorOutput';
	/** The number of attempts; 1 without Retry On Fail. */
	tries: number;
	/** 0 without n8n's Batching. */
	batchSize: number;
	executeOnce: boolean;
	useIfMatch: 'no' | 'fresh' | 'stale';
	returnRepresentation: boolean;
	maxConcurrentRequests: number;
	maxRetries: number;
	/** The request at whose arrival the execution is canceled. */
	cancelAt?: number;
	/** Whether an agent makes its first call as often as there are items. */
	isRepeated: boolean;
	/** Whether "Operation" is an expression, of which n8n shows no parameters. */
	isByExpression: boolean;
}

/** One run of the node. */
export interface Step {
	operation: OperationName;
	fields: FieldName[];
	skipIfPresent: boolean;
	/** For operations that have the option. */
	onlyChanges: boolean;
	items: ScenarioItem[];
	mode: Mode;
}

export interface Scenario {
	/** For each referral, whether it begins as New; otherwise, it is Active. */
	areNew: boolean[];
	representation: Representation;
	lists: { filtersByKey: boolean; withETag: boolean };
	/** For each referral, also those that are yet to be created, what its requests meet, in the order of their arrival. */
	fates: Fate[][];
	/** Executions, one after the other. */
	steps: Step[];
}

const names = <Name extends string>(table: Record<Name, unknown>) => Object.keys(table) as Name[];

const colleagueWrite = fc.constantFrom(...names(COLLEAGUE_WRITES));

const anyFate: fc.Arbitrary<Fate> = fc.record({
	name: mostly<FateName>('normal', names(FATES), 8),
	lateBy: fc.nat(3),
	before: fc.oneof(
		{ weight: 5, arbitrary: fc.constant(undefined) },
		{ weight: 1, arbitrary: colleagueWrite },
	),
	after: fc.oneof(
		{ weight: 7, arbitrary: fc.constant(undefined) },
		{ weight: 1, arbitrary: colleagueWrite },
	),
});

/** A colleague changes what the node can't tell from its own change, whose answer is lost. */
const doubtfulFate: fc.Arbitrary<Fate> = fc.record({
	name: fc.constantFrom(...names(FATES).filter(isUnknown)),
	lateBy: fc.constant(0),
	after: colleagueWrite,
});

const fate = fc.oneof({ weight: 7, arbitrary: anyFate }, { weight: 1, arbitrary: doubtfulFate });

const anyMode: fc.Arbitrary<Mode> = fc.record({
	caller: mostly<Mode['caller']>(
		'node',
		['tool, one call after the other', 'tool, all calls at once'],
		6,
	),
	onError: fc.constantFrom('continueRegularOutput', 'continueErrorOutput', 'stopWorkflow'),
	tries: mostly(1, [2, 3]),
	batchSize: mostly(0, [1, 2, 3]),
	executeOnce: mostly(false, [true], 12),
	useIfMatch: mostly<Mode['useIfMatch']>('no', ['fresh', 'stale']),
	returnRepresentation: mostly(true, [false], 3),
	maxConcurrentRequests: fc.constantFrom(1, 2, 5),
	maxRetries: fc.nat(3),
	cancelAt: fc.oneof(
		{ weight: 9, arbitrary: fc.constant(undefined) },
		{ weight: 1, arbitrary: fc.integer({ min: 1, max: 12 }) },
	),
	isRepeated: fc.boolean(),
	isByExpression: mostly(false, [true], 40),
});

/** Rules about these modes need more than chance: several settings have to meet. */
const FOCUSED_MODES: Array<Partial<Mode>> = [
	{ onError: 'stopWorkflow', tries: 1, maxConcurrentRequests: 1, batchSize: 0 },
	{ cancelAt: 1, tries: 1, maxConcurrentRequests: 1 },
	{ cancelAt: 3, maxConcurrentRequests: 1 },
	{ useIfMatch: 'fresh', tries: 1 },
	{ caller: 'tool, one call after the other', isRepeated: true },
	{ caller: 'tool, all calls at once', isRepeated: true, tries: 1 },
	{ caller: 'tool, all calls at once', cancelAt: 2 },
];

const mode = fc.oneof(
	{ weight: 5, arbitrary: anyMode },
	{
		weight: 4,
		arbitrary: fc
			.tuple(anyMode, fc.constantFrom(...FOCUSED_MODES))
			.map(([one, focus]): Mode => ({ ...one, caller: 'node', executeOnce: false, ...focus })),
	},
);

/** Reads and creations have less to go wrong, and no fields. */
const operation = fc.oneof(
	{ weight: 3, arbitrary: fc.constantFrom<OperationName>('update') },
	{ weight: 3, arbitrary: fc.constantFrom<OperationName>('upsert') },
	{
		weight: 10,
		arbitrary: fc.constantFrom(...names(OPERATIONS)),
	},
);

/** How many more referrals Create or Update may create. */
const NEW_REFERRALS = 2;

const stepFor = (referrals: number): fc.Arbitrary<Step> =>
	operation
		.chain((name) => {
			const item = itemFor(operationOf(name).isUpsert ? referrals + NEW_REFERRALS : referrals);
			return fc.record({
				operation: fc.constant(name),
				fields: fieldsOf(name),
				skipIfPresent: fc.boolean(),
				onlyChanges: fc.boolean(),
				items: fc.oneof(
					{ weight: 5, arbitrary: fc.array(item, { minLength: 1, maxLength: 4 }) },
					{ weight: 1, arbitrary: fc.array(item, { minLength: 5, maxLength: 12 }) },
				),
				mode,
			});
		})
		.map(withRepeatedCalls);

function withRepeatedCalls(step: Step): Step {
	const { caller, isRepeated } = step.mode;
	if (!isRepeated) return step;
	if (caller === 'node') return { ...step, mode: { ...step.mode, isRepeated: false } };
	return { ...step, items: step.items.map(() => step.items[0]) };
}

/** Some of the optional fields; a list is either added to or replaced. */
function fieldsOf(name: OperationName): fc.Arbitrary<FieldName[]> {
	const { fields, minFields = 0 } = operationOf(name);
	return fc
		.subarray(fields, { minLength: minFields, maxLength: Math.min(3, fields.length) })
		.map((chosen) =>
			chosen.filter(
				(one) =>
					!chosen.includes(
						one.replace(/^replace/, 'add').replace(/Team$/, 'TeamMembers') as FieldName,
					) || !one.startsWith('replace'),
			),
		);
}

export const scenario: fc.Arbitrary<Scenario> = fc.integer({ min: 1, max: 4 }).chain((referrals) =>
	fc.record({
		areNew: fc.array(fc.boolean(), { minLength: referrals, maxLength: referrals }),
		representation: mostly<Representation>('as it is', names(REPRESENTATIONS), 8),
		lists: fc.record({ filtersByKey: fc.boolean(), withETag: fc.boolean() }),
		fates: fc.array(fc.array(fate, { maxLength: 10, size: 'max' }), {
			minLength: referrals + NEW_REFERRALS,
			maxLength: referrals + NEW_REFERRALS,
		}),
		steps: fc.array(stepFor(referrals), { minLength: 1, maxLength: 2 }),
	}),
);
