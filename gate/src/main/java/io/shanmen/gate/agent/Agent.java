package io.shanmen.gate.agent;

/**
 * Work that is done in small steps, over and over: by a thread of its own in production ({@link
 * AgentRunner}), step by step in a test. One thread calls all methods.
 */
public interface Agent {

  /** What the agent does, in a word; its thread is named so. */
  String role();

  /** Does what can be done now without waiting and returns how much that was, 0 for nothing. */
  int doWork();

  /** Called once after the last step. */
  default void onClose() {}
}
