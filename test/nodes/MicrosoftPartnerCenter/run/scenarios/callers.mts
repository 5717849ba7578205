import { setMaxListeners } from 'node:events';

import type { INode } from 'n8n-workflow';

import type { PartnerCenter } from '../../../../engine/partnerCenter.mts';
import { operationOf, parametersOf } from './operations.mts';
import type { PlayedItem, PlayedStep } from './play.mts';
import { reportOf, reportsIn } from './reports.mts';
import type { Mode, Step } from './scenario.mts';
import type { Service } from './service.mts';

/** n8n runs the node once. */
export async function runNode(
	{ engine, credential }: PartnerCenter,
	service: Service,
	played: PlayedStep,
): Promise<void> {
	const { finished, cancel } = engine.start(credential, {
		parameters: parametersFor(played.step, (name) => `={{ $json.${name} }}`),
		items: played.items.map(({ json }) => json),
		node: settingsOf(played.step.mode),
	});
	cancelOnArrival(played, service, cancel);
	const [settled] = await Promise.allSettled([finished]);
	if (settled.status === 'rejected') return;
	played.result = reportsIn(settled.value, played.items);
}

/** An agent calls the node as a tool. */
export async function callTool(
	{ engine, credential }: PartnerCenter,
	service: Service,
	played: PlayedStep,
): Promise<void> {
	const { mode } = played.step;
	const cancellation = new AbortController();
	// Each call at the same time listens, and so does each of its requests.
	setMaxListeners(0, cancellation.signal);
	cancelOnArrival(played, service, () => {
		cancellation.abort();
	});
	const parameters = parametersFor(played.step, (name) => `={{ $fromAI("${name}") }}`);
	const call = engine.asTool(credential, parameters, 1, cancellation.signal);
	const callWithRetries = async (item: PlayedItem) => {
		for (let tries = mode.tries - 1; ; tries -= 1) {
			try {
				const output = await call(item.json);
				item.reports.push(...output.map(reportOf));
				return;
			} catch (error) {
				if (tries > 0) continue;
				item.reports.push(reportOf({ json: {}, error: error as never }));
				return;
			}
		}
	};
	if (mode.caller === 'tool, all calls at once') {
		const calls = played.items.flatMap((item) =>
			Array.from({ length: item.calls }, () => callWithRetries(item)),
		);
		await Promise.all(calls);
	} else {
		for (const item of played.items) {
			played.calling = item;
			await callWithRetries(item);
		}
	}
}

function cancelOnArrival(played: PlayedStep, service: Service, cancel: () => void): void {
	let arrivals = 0;
	service.onArrival = () => {
		arrivals += 1;
		if (arrivals !== played.step.mode.cancelAt) return;
		played.canceledAt = service.tick();
		cancel();
	};
}

function parametersFor(
	{ operation, fields, skipIfPresent, onlyChanges, mode }: Step,
	from: (name: string) => string,
) {
	const { useIfMatch, returnRepresentation, maxConcurrentRequests, maxRetries, batchSize } = mode;
	const { method, canCompare, isUpsert } = operationOf(operation);
	const isPatch = method === 'PATCH' && !isUpsert;
	const parameters = parametersOf(operation, fields, skipIfPresent, from);
	return {
		...parameters,
		...(mode.isByExpression && { operation: `={{ "${parameters.operation as string}" }}` }),
		...(isPatch && { returnRepresentation, useIfMatch: useIfMatch !== 'no', eTag: from('eTag') }),
		options: { maxConcurrentRequests, maxRetries, ...(canCompare && { onlyChanges }) },
		...(batchSize > 0 && {
			requestOptions: { batching: { batch: { batchSize, batchInterval: 1 } } },
		}),
	} as never;
}

function settingsOf({ onError, tries, executeOnce }: Mode): Partial<INode> {
	const retry = { retryOnFail: true, maxTries: tries, waitBetweenTries: 1 };
	return { onError, executeOnce, ...(tries > 1 && retry) };
}
