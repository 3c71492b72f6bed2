package io.shanmen.server.identity;

import io.shanmen.server.audit.AuditSubject;
import java.util.UUID;

/**
 * What somebody asks another person to approve.
 *
 * @param makerOperatorId who asked; never the approver (maker ≠ checker)
 * @param makerTerminalId where it was asked, to note approvals at the same terminal (R21)
 * @param permission the permission that the approver needs
 * @param subject what is approved, for the audit log
 */
public record ApprovalRequest(
    UUID makerOperatorId, UUID makerTerminalId, String permission, AuditSubject subject) {}
