import type { Played, PlayedStep } from './play.mts';
import type { Scenario, Step } from './scenario.mts';
import type { SeenRequest, Write } from './service.mts';

/** The scenario and what has happened in it, as a person reads it. */
export function printed(
	{ areNew, representation, lists, steps }: Scenario,
	played: Played,
): string {
	const events = [
		...played.service.requests.map((one) => [one.arrived, requestLine(one)] as const),
		...played.service.writes.map((one) => [one.at, writeLine(one)] as const),
		...played.steps.flatMap(({ canceledAt }) =>
			canceledAt === undefined ? [] : [[canceledAt, 'the execution is canceled'] as const],
		),
	];
	return [
		`referrals: ${areNew.map((isNew) => (isNew ? 'New' : 'Active')).join(', ')}; represented: ${representation}; lists: ${JSON.stringify(lists)}`,
		...steps.flatMap((step, index) => stepLines(step, played.steps[index])),
		'what happened:',
		...events.sort(([one], [other]) => one - other).map(([time, line]) => `  ${time}. ${line}`),
	].join('\n');
}

function stepLines(
	{ operation, fields, mode, skipIfPresent, onlyChanges, items }: Step,
	played: PlayedStep,
) {
	return [
		`${operation} [${fields.join(', ')}] skipIfPresent: ${skipIfPresent}, onlyChanges: ${onlyChanges}, ${JSON.stringify(mode)}`,
		...played.items.map(({ number, effects, reports, index }) =>
			[
				`  item ${number} (referral ${items[index].referral})`,
				`wants ${effects.map((one) => JSON.stringify(Object.values(one))).join(' ')}`,
				...reports.map(({ kind, outcome, text }) => `reported: ${kind} ${outcome ?? ''} ${text}`),
			].join('\n    '),
		),
	];
}

function requestLine({ method, item, referralId, guard, body, fate, status }: SeenRequest): string {
	const what = method === 'GET' ? '' : ` ${JSON.stringify(body)}`;
	const guarded = guard === undefined ? '' : ` if ${guard.slice(0, 6)}`;
	const late = fate.name === 'late' ? ` by ${fate.lateBy}` : '';
	return `item ${item ?? '?'} ${method} ${referralId?.slice(6, 8) ?? ''}${guarded}${what} -> ${fate.name}${late} (${status ?? 'cut'})`;
}

function writeLine({ by, referralId, before, after }: Write): string {
	const who = by === undefined ? 'a colleague' : `item ${by.item ?? '?'}`;
	return `${who} has changed ${referralId.slice(6, 8)} ${before?.eTag.slice(0, 6) ?? ''} to ${after.eTag.slice(0, 6)}: ${changed(before, after)}`;
}

function changed(before: object | undefined, after: object): string {
	const previous = new Map(Object.entries(before ?? {}));
	return Object.entries(after)
		.filter(([name]) => !['eTag', 'updatedDateTime', 'links'].includes(name))
		.filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(previous.get(name)))
		.map(([name, value]) => `${name} ${JSON.stringify(value)}`)
		.join(', ');
}
