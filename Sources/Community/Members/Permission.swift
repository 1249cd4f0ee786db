/// Something a role may do, beyond what every member may.
public enum Permission: String, CaseIterable, Sendable {
  case enterStaffRooms
  case postInOfficialRooms
  case hideMessages
  case readEditHistory
  case manageRooms
  case reviewMessages
  case readEvidence
  case controlRooms
  case grantRoles
  case manageRules
  case readAudit
}

extension Role {
  /// The one permission table. Every check in the product asks here.
  public func allows(_ permission: Permission) -> Bool {
    switch permission {
    case .enterStaffRooms: self != .member
    case .hideMessages, .readEditHistory, .reviewMessages, .readEvidence, .controlRooms: self != .member
    case .postInOfficialRooms: self == .staff || self == .communityManager || self == .administrator
    case .readAudit: self == .staff || self == .communityManager || self == .administrator
    case .manageRooms, .manageRules: self == .communityManager || self == .administrator
    case .grantRoles: self == .administrator
    }
  }
}
