import type { IHookFunctions } from 'n8n-workflow';

import { WEBHOOKS_CREDENTIAL } from '../../shared/api/address';
import type { Addresses } from '../../shared/api/address';
import type { Failure } from '../../shared/api/failure';
import { parameterNodeError } from '../../shared/api/get';
import { isAutomatic, mayReplace } from './parameters';
import { isLocal } from './publicAddress';
import { isSameRegistration, isSameUrl, nextStep, parsedUrl } from './registration';
import type { Desired, Registration, Remembered } from './registration';
import { read, write } from './registrationApi';
import {
	descriptionOf,
	failureError,
	missingCredentialError,
	takenError,
	unreachableError,
} from './registrationError';

/** What the node's static data contains while the workflow is published. */
interface Memory {
	registration?: Remembered;
}

/** What n8n calls when a workflow is published and unpublished, and at the start and end of a test run. */
interface WebhookMethods {
	checkExists(this: IHookFunctions): Promise<boolean>;
	create(this: IHookFunctions): Promise<boolean>;
	delete(this: IHookFunctions): Promise<boolean>;
}

/**
 * Registers the Production URL if "Registration" is Automatic.
 *
 * Test runs never change the registration. They call `checkExists` and `create` with the activation mode
 * `manual`. For `delete`, n8n passes the same modes as for unpublishing, but a test run's static data contains no
 * registration.
 *
 * @param eventsOf returns the selected events
 */
export function webhookMethods(eventsOf: (context: IHookFunctions) => string[]): WebhookMethods {
	return {
		async checkExists() {
			return !registers(this) || (await isRegistered(this, await desiredOf(this, eventsOf)));
		},
		async create() {
			if (registers(this)) await register(this, await desiredOf(this, eventsOf));
			return true;
		},
		async delete() {
			return await unregister(this);
		},
	};
}

/** How often the registration is read again because it has changed in the meantime. */
const MAX_ATTEMPTS = 3;

/**
 * Whether nothing is left to do.
 *
 * @throws {NodeApiError} if the registration can't be read
 */
async function isRegistered(context: IHookFunctions, desired: Desired): Promise<boolean> {
	const { registration: remembered } = memoryOf(context);
	const found = await read(context);
	if (found.kind === 'found') {
		return nextStep(found.registration, desired, remembered).kind === 'none';
	}
	// When n8n restarts, the registration is still in place. It must not be lost because the service is down.
	if (!isRestart(context) || remembered === undefined || !isSameUrl(remembered.url, desired.url)) {
		throw failureError(context, found);
	}
	warn(context, 'The registration of the webhook could not be checked', found);
	return true;
}

/** @throws {NodeApiError | NodeOperationError} if the events can't be registered, or another URL is registered */
async function register(context: IHookFunctions, desired: Desired): Promise<void> {
	const memory = memoryOf(context);
	const { registration: remembered } = memory;
	let failed: { before?: Registration; failure: Failure } | undefined;
	for (let attempt = 1; ; attempt += 1) {
		const found = await read(context);
		if (found.kind === 'failure') throw failureError(context, failed?.failure ?? found);
		const step = nextStep(found.registration, desired, memory.registration);
		// After a failure, this means that the change was made, and only the answer was lost.
		if (step.kind === 'none') return;
		const isUnchanged = failed && isSameRegistration(found.registration, failed.before);
		if (failed && (isUnchanged || attempt > MAX_ATTEMPTS)) {
			memory.registration = remembered;
			throw failureError(context, failed.failure);
		}
		if (step.kind === 'taken') throw takenError(context, step.url, desired.url);
		// Before the change, because n8n calls `create` again if it fails, and the change may have been made.
		memory.registration = step.remembered;
		const outcome = await write(context, step.kind, step.registration);
		if (outcome.kind === 'answer') return;
		failed = { before: found.registration, failure: outcome };
	}
}

/**
 * Restores the registration that was replaced, if the current one is still this node's. Without one, the
 * registration stays: the API documents no way to delete it, and none to leave it without events.
 *
 * A failure is logged and does not keep the workflow from being unpublished.
 *
 * @returns false if the registration could not be restored; it is restored the next time
 */
async function unregister(context: IHookFunctions): Promise<boolean> {
	const memory = memoryOf(context);
	const { registration: remembered } = memory;
	if (remembered?.previous === undefined) return true;
	try {
		const failure = await restore(context, remembered.url, remembered.previous);
		if (failure === undefined) {
			delete memory.registration;
			return true;
		}
		warn(
			context,
			'The previous registration of the webhook was not restored. To restore it, publish and unpublish the workflow again. Reason',
			failure,
		);
	} catch (error) {
		const { message } = error as Error;
		context.logger.warn(
			`The previous registration of the webhook was not restored. To restore it, publish and unpublish the workflow again. Reason: ${message}`,
		);
	}
	return false;
}

/** @returns undefined if it was restored, or another client has changed the registration */
async function restore(
	context: IHookFunctions,
	url: string,
	previous: Registration,
): Promise<Failure | undefined> {
	const found = await read(context);
	if (found.kind === 'failure') return found;
	if (found.registration === undefined || !isSameUrl(found.registration.url, url)) return undefined;
	const outcome = await write(context, 'update', previous);
	if (outcome.kind === 'answer') return undefined;
	const now = await read(context);
	const isRestored = now.kind === 'found' && isSameRegistration(now.registration, previous);
	return isRestored ? undefined : outcome;
}

/** Whether it is a workflow that is published with "Registration" on Automatic. */
function registers(context: IHookFunctions): boolean {
	if (context.getActivationMode() === 'manual') return false;
	try {
		return isAutomatic(context);
	} catch (error) {
		throw parameterNodeError(context, error);
	}
}

/** @throws {NodeOperationError} if a parameter or the URL is not acceptable, or the credential is missing */
async function desiredOf(
	context: IHookFunctions,
	eventsOf: (context: IHookFunctions) => string[],
): Promise<Desired> {
	if (context.getNode().credentials?.[WEBHOOKS_CREDENTIAL] === undefined) {
		throw missingCredentialError(context);
	}
	const url = context.getNodeWebhookUrl('default')!;
	const { cloud } = await context.getCredentials<Addresses>(WEBHOOKS_CREDENTIAL);
	const host = parsedUrl(url)?.hostname ?? url;
	if (cloud !== 'custom' && isLocal(host)) throw unreachableError(context, host);
	try {
		return { url, events: eventsOf(context), replaces: mayReplace(context) };
	} catch (error) {
		throw parameterNodeError(context, error);
	}
}

function isRestart(context: IHookFunctions): boolean {
	return ['init', 'leadershipChange'].includes(context.getActivationMode());
}

function memoryOf(context: IHookFunctions): Memory {
	return context.getWorkflowStaticData('node') as Memory;
}

function warn(context: IHookFunctions, happened: string, failure: Failure): void {
	const { message, description } = descriptionOf(failure);
	context.logger.warn(`${happened}: ${message}. ${description}`);
}
