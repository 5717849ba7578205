import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import type { Failure } from '../shared/api/failure';
import { describe } from '../shared/api/describe';
import { answerOrThrow } from '../shared/api/get';
import { changesIn } from './changes';
import type { Found } from './changes';
import { unpack } from './memory';
import { BEGINNING } from './moment';
import { readList } from './readList';
import { readPages } from './readPages';
import type { Row } from './row';
import { LIST, listOf } from './service';
import { settingsOf } from './settings';
import type { Settings } from './settings';
import type { State } from './state';

/**
 * Outputs the referrals with one of the selected events since the last poll, each once, in its newest state and
 * in the order of the changes.
 *
 * The filters are applied here, not by the service: a referral that enters the filtered list would be taken for a new
 * one, and what it was before would not be known.
 *
 * @throws {NodeApiError} if the service can't be read; the next poll starts at the same state
 * @throws {NodeOperationError} if a parameter is not acceptable
 */
export async function poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const settings = settingsOf(this);
	if (this.getMode() === 'manual') return outputOf(await sampleOf(this, settings), settings);

	const data = this.getWorkflowStaticData('node') as { state?: State };
	const known = data.state && unpack(data.state.known);
	const reading = await readList(listOf(this), data.state, {
		has: ({ key }) => known?.has(key) ?? false,
		hasState: ({ key, tag }) => known?.get(key)?.tag === tag,
	});
	if (reading.kind === 'failure') return fail(this, reading);

	// Polls may overlap. The state contains what another one has delivered in the meantime; from here on, nothing
	// is awaited.
	const { found, unreadable, state } = changesIn(reading, data.state, settings);
	if (state !== data.state) data.state = state;
	warn(this, unreadable, reading.failure);
	return outputOf(
		found.filter(({ referral }) => settings.matches(referral)),
		settings,
	);
}

/** The referral that was updated last, as an example of what the selected events output. */
async function sampleOf(context: IPollFunctions, settings: Settings): Promise<Found[]> {
	const { events: names, matches } = settings;
	const source = listOf(context);
	const isMatch = ({ referral }: Row) => referral !== undefined && matches(referral);
	const isEnough = (rows: Row[]) => rows.some(isMatch);
	const pass = await readPages(source, undefined, isEnough, source.deadline);
	if (pass.kind !== 'pass') return fail(context, 'failure' in pass ? pass.failure : pass);
	const newest = [...pass.rows.values()].find(isMatch);
	return newest ? [{ referral: newest.referral!, event: { names, previous: {} } }] : [];
}

function outputOf(found: Found[], { outputFormat }: Settings): INodeExecutionData[][] | null {
	if (found.length === 0) return null;
	return [found.map(({ referral, event }) => ({ json: { ...outputFormat(referral), event } }))];
}

/** @throws {NodeApiError} */
function fail(context: IPollFunctions, failure: Failure): never {
	answerOrThrow(context, LIST, failure);
	throw new Error('A failure is not an answer.');
}

/** Logs rows that can't be read properly, each once, and a list that can't be read. */
function warn({ logger }: IPollFunctions, rows: Row[], failure?: Failure): void {
	const withoutId = rows.filter(({ referral }) => !referral).length;
	const undated = rows.filter(({ referral, updated }) => referral && updated === BEGINNING);
	if (withoutId > 0) {
		logger.warn(
			`Partner Center returned ${withoutId} row(s) without a referral ID. They were skipped.`,
		);
	}
	if (undated.length > 0) {
		const ids = undated.slice(0, MAX_NAMED).map(({ referral }) => referral!.id);
		logger.warn(
			`Partner Center returned ${undated.length} referral(s) without a readable "updatedDateTime". They were compared by their content. Referrals: ${ids.join(', ')}`,
		);
	}
	if (failure) {
		const { message, description } = describe(failure, { method: 'GET', ...LIST });
		logger.warn(
			`Older referrals could not be read. The next poll tries again. ${[message, description].filter(Boolean).join(' ')}`,
		);
	}
}

/** How many referrals a warning names. */
const MAX_NAMED = 10;
