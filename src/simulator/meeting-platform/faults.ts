/**
 * Faults for tests. `status`: the call is refused with that status; `hang`: no answer until the caller gives up; `drop`: the call has
 * its effect, but the connection breaks before the answer; `refuse`: the connection breaks and the call has no effect.
 */
export type MeetingFault =
  | { kind: 'status'; status: number; retryAfter?: string; message?: string }
  | { kind: 'hang' }
  | { kind: 'drop' }
  | { kind: 'refuse' };

export type MeetingCall = 'token' | 'create' | 'list' | 'read' | 'change' | 'delete';

export type MeetingFaultPlan = {
  fault: MeetingFault;
  /** Which calls it meets; all where absent. */
  on?: MeetingCall;
  /** How many of them; 1 where absent. */
  times?: number;
};

/** A queue of faults, each used up by the calls that it meets. */
export function meetingFaults() {
  const queue: (MeetingFaultPlan & { left: number })[] = [];
  return {
    add: (plan: MeetingFaultPlan): void => void queue.push({ ...plan, left: plan.times ?? 1 }),
    clear: (): void => void queue.splice(0),
    meet(call: MeetingCall): MeetingFault | undefined {
      const at = queue.findIndex(({ on }) => on === undefined || on === call);
      const plan = queue[at];
      if (!plan) return undefined;
      plan.left -= 1;
      if (plan.left <= 0) queue.splice(at, 1);
      return plan.fault;
    },
  };
}
