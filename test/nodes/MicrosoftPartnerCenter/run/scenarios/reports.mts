import type { INodeExecutionData, IRun } from 'n8n-workflow';

import { resultOf } from '../../../../engine/engine.mts';
import type { RunResult } from '../../../../engine/engine.mts';
import type { PlayedItem } from './play.mts';

/**
 * What the node reports of an item:
 * - `success`: the change is in the referral
 * - `notSent`: a parameter is not acceptable
 * - `notMade`: nothing was changed or created
 * - `created`: a referral was created, but not everything that was to follow was done
 * - `notStarted`: the execution was canceled before anything was sent of the item
 * - `canceled`: the execution was canceled, perhaps after it was sent
 * - `unknown`: the change may have been made
 */
export interface Report {
	kind: 'success' | 'notSent' | 'notMade' | 'notStarted' | 'canceled' | 'created' | 'unknown';
	text: string;
	output: 'main' | 'error' | 'thrown';
	json: INodeExecutionData['json'];
	/** What a comparing operation says that it has done. */
	outcome?: string;
	/** Whether it says that another user has changed the referral. */
	blamesOthers: boolean;
	/** Whether it says that something is unknown. */
	isDoubtful: boolean;
	/** Whether it says that the change was not in the referral when it was last read. */
	isNotShown: boolean;
}

const CANCELED = /^The execution was canceled\./;
const NOT_STARTED = /This item was not started\./;
const NOT_SENT = /Nothing was sent/;
const NOT_MADE = /Nothing was (?:changed|created)\./;
const CREATED = /The referral (?:\S+ )?was created/;
const NOT_SHOWN = /The referral did not contain the change when it was last read/;
const DOUBTFUL = /unknown|unclear|may have been|may still appear/i;
const OTHERS = /somebody else|someone else|another user|another person|colleague/i;
const OWN_ITEM = /another item of this run/i;

export function reportOf({ json, error }: INodeExecutionData): Report {
	const { message, description } = error ?? failureIn(json);
	const text = [message, description].filter(Boolean).join(' | ');
	return {
		kind: kindOf(message, text),
		text,
		output: error ? 'thrown' : 'main',
		json,
		outcome: json.outcome as string | undefined,
		blamesOthers: OTHERS.test(text) && !OWN_ITEM.test(text),
		isDoubtful: DOUBTFUL.test(text),
		isNotShown: NOT_SHOWN.test(text),
	};
}

function kindOf(message: string | undefined, text: string): Report['kind'] {
	if (message === undefined) return 'success';
	if (CANCELED.test(text)) return NOT_STARTED.test(text) ? 'notStarted' : 'canceled';
	if (NOT_SENT.test(text)) return 'notSent';
	if (CREATED.test(text)) return 'created';
	return NOT_MADE.test(text) ? 'notMade' : 'unknown';
}

function failureIn({ error, errorDetails }: INodeExecutionData['json']) {
	const { description } = (errorDetails ?? {}) as { description?: string };
	return { message: error as string | undefined, description };
}

/** Hands each output item to the input item that it is paired with; or the error, to the one that it names. */
export function reportsIn(run: IRun, items: PlayedItem[]): RunResult {
	const result = resultOf(run);
	const outputs = { main: result.items, error: result.errorItems } as const;
	for (const [output, ofOutput] of Object.entries(outputs)) {
		for (const item of ofOutput) {
			const { item: index = -1 } = (item.pairedItem ?? {}) as { item?: number };
			const paired = index in items ? items[index] : undefined;
			paired?.reports.push({
				...reportOf({ json: item.json }),
				output: output as keyof typeof outputs,
			});
		}
	}
	const { error } = result;
	if (error) {
		const index = (error as { context?: { itemIndex?: number } }).context?.itemIndex;
		if (index !== undefined) items[index].reports = [reportOf({ json: {}, error: error as never })];
	}
	return result;
}
